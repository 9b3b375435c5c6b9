package dev.weir.contract.storage;

import java.util.regex.Pattern;

/**
 * The right to use a bucket.
 *
 * @param id who asks
 * @param secret the proof of it
 */
public record AccessKey(String id, String secret) {

  /** Most characters of each part. */
  public static final int MAX_LENGTH = 256;

  private static final Pattern PART = Pattern.compile("[\\x21-\\x7e]{1,256}");

  /** Throws {@link IllegalArgumentException} for what is no key. */
  public AccessKey {
    if (!accepts(id) || !accepts(secret)) {
      throw new IllegalArgumentException("a key is of printed characters, without spaces");
    }
  }

  /** Whether a part of a key can look so. */
  public static boolean accepts(String part) {
    return PART.matcher(part).matches();
  }

  /** Without the secret: it ends up in logs. */
  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
