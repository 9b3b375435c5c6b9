package dev.weir.e2e.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Type A signatures, written as a tenant would write them, without any code of Weir's. */
public final class Signed {

  private Signed() {}

  /** The query of a URL that is signed now. */
  public static String query(String path, String key) {
    return query(path, key, System.currentTimeMillis() / 1000);
  }

  /** The query of a URL that was signed at {@code timestampSeconds} since 1970. */
  public static String query(String path, String key, long timestampSeconds) {
    String hash = md5(path + "-" + timestampSeconds + "-0-0-" + key);
    return "auth_key=" + timestampSeconds + "-0-0-" + hash;
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
