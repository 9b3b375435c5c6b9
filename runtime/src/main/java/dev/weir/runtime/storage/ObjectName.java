package dev.weir.runtime.storage;

import dev.weir.contract.identity.TenantId;
import java.util.regex.Pattern;

/**
 * What an object is called, in every store: the tenant first, so that no name of one tenant can be
 * a name of another.
 *
 * @param tenant whose it is
 * @param path parts of letters, digits, {@code - _ .} with {@code /} between them, none of which
 *     begins with a dot
 */
public record ObjectName(TenantId tenant, String path) {

  /** Most characters of a path; S3 takes names of 1,024 bytes. */
  public static final int MAX_LENGTH = 900;

  /** Most characters of one part: file systems take no longer names. */
  public static final int MAX_PART_LENGTH = 200;

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** Throws {@link IllegalArgumentException} for what is no safe relative path. */
  public ObjectName {
    if (path.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("an object's name is too long");
    }
    for (String part : path.split("/", -1)) {
      if (part.length() > MAX_PART_LENGTH || !PART.matcher(part).matches()) {
        throw new IllegalArgumentException("an object's name is a plain path");
      }
    }
  }

  /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} otherwise. */
  public static ObjectName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("an object's name begins with its tenant");
    }
    return new ObjectName(TenantId.parse(text.substring(0, slash)), text.substring(slash + 1));
  }

  /** The object that lies beside this one under another last part, or further down. */
  public ObjectName beside(String relativePath) {
    return new ObjectName(tenant, path.substring(0, path.lastIndexOf('/') + 1) + relativePath);
  }

  @Override
  public String toString() {
    return tenant + "/" + path;
  }
}
