package dev.weir.runtime.storage;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bucket of a store that speaks S3, and the right to use it.
 *
 * @param name the bucket
 * @param endpoint where the store is; http or https, without a path
 * @param region what requests are signed for
 * @param pathStyle whether the bucket is the first part of the path rather than of the host name
 * @param encryption how the store encrypts at rest, such as {@code AES256}; empty for its default
 * @param accessKey who asks
 * @param secretKey the proof of it
 */
record S3Bucket(
    String name,
    URI endpoint,
    String region,
    boolean pathStyle,
    Optional<String> encryption,
    String accessKey,
    String secretKey) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  S3Bucket {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a bucket");
    }
    if (endpoint.getHost() == null
        || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
      throw new IllegalArgumentException("an endpoint is an http or https URL");
    }
  }

  /** The address of an object, or of the bucket where {@code key} is empty, without a query. */
  URI address(String key) {
    String authority =
        endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    String place =
        pathStyle ? authority + "/" + name + "/" + key : name + "." + authority + "/" + key;
    return URI.create(endpoint.getScheme() + "://" + place);
  }

  /** Without the secret: it ends up in logs. */
  @Override
  public String toString() {
    return "s3://" + name + " at " + endpoint;
  }
}
