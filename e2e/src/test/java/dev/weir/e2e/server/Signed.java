package dev.weir.e2e.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures, written as a tenant would write them, without any code of Weir's. */
public final class Signed {

  private static final long VALIDITY_S = 3_600;

  private Signed() {}

  /** The query of a URL that is signed now, by type A as the next one. */
  public static String query(String path, String key) {
    return query(path, key, System.currentTimeMillis() / 1000);
  }

  /** The query of a URL that was signed at {@code timestampSeconds} since 1970. */
  public static String query(String path, String key, long timestampSeconds) {
    String hash = md5(path + "-" + timestampSeconds + "-0-0-" + key);
    return "auth_key=" + timestampSeconds + "-0-0-" + hash;
  }

  /**
   * The query of a URL that is good for an hour and limited further, by Weir's own form.
   *
   * @param limit such as {@code w_user=ann}; its name sorts behind {@code w_exp}
   */
  public static String limited(String path, String key, String limit) {
    long expiry = System.currentTimeMillis() / 1000 + VALIDITY_S;
    String text = "weir-url-1\n" + path + "\nw_exp=" + expiry + "\n" + limit;
    return "w_exp=" + expiry + "&" + limit + "&w_sig=" + hmac(text, key);
  }

  private static String hmac(String text, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
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
