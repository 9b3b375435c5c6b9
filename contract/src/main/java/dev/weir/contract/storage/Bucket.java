package dev.weir.contract.storage;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A bucket of a store that speaks S3, the right to use it, and how objects are kept in it.
 *
 * @param endpoint where the store is; http or https, a host and perhaps a port
 * @param region what requests are signed for
 * @param name the bucket
 * @param prefix what the names of all objects begin with: empty, or a path that ends in a slash
 * @param pathStyle whether the bucket is the first part of the path rather than of the host name
 * @param encryption how objects are encrypted where they rest
 * @param storageClass what objects begin in
 * @param key the right to use it
 */
public record Bucket(
    URI endpoint,
    String region,
    String name,
    String prefix,
    boolean pathStyle,
    Encryption encryption,
    StorageClass storageClass,
    AccessKey key) {

  /** Most characters of an endpoint. */
  public static final int MAX_ENDPOINT = 256;

  /** Most characters of a prefix; names of objects have room behind it. */
  public static final int MAX_PREFIX = 100;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern PREFIX = Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*");

  /** Throws {@link IllegalArgumentException} for what is none. */
  public Bucket {
    require(isEndpoint(endpoint), "an endpoint is an http or https URL without a path");
    require(isRegion(region), "not the name of a region");
    require(isName(name), "not the name of a bucket");
    require(isPrefix(prefix), "a prefix is empty or a plain path that ends in a slash");
  }

  /** Whether a store can be there. */
  public static boolean isEndpoint(URI endpoint) {
    String path = endpoint.getRawPath();
    return ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
        && endpoint.getHost() != null
        && endpoint.getRawUserInfo() == null
        && endpoint.getRawQuery() == null
        && endpoint.getRawFragment() == null
        && (path == null || path.isEmpty() || path.equals("/"));
  }

  /** Whether a region can be called so. */
  public static boolean isRegion(String region) {
    return REGION.matcher(region).matches();
  }

  /** Whether a bucket can be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether names can begin so. */
  public static boolean isPrefix(String prefix) {
    return prefix.length() <= MAX_PREFIX && PREFIX.matcher(prefix).matches();
  }

  /** The address of an object, or of the bucket where {@code objectKey} is empty; no query. */
  public URI address(String objectKey) {
    int port = endpoint.getPort();
    String authority = port < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + port;
    String place =
        pathStyle
            ? authority + "/" + name + "/" + objectKey
            : name + "." + authority + "/" + objectKey;
    return URI.create(endpoint.getScheme() + "://" + place);
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Without the key: it ends up in logs. */
  @Override
  public String toString() {
    return "s3://" + name + "/" + prefix + " at " + endpoint;
  }
}
