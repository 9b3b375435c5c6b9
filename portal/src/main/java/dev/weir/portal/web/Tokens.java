package dev.weir.portal.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Random tokens, and what is derived from them. Thread-safe. */
public final class Tokens {

  /** Length of a session id and of a nonce, bits. */
  public static final int SESSION_BITS = 128;

  private static final int SESSION_CHARS = 22;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** Base64url of {@code bits} random bits. */
  public static String random(int bits) {
    byte[] bytes = new byte[bits / Byte.SIZE];
    RANDOM.nextBytes(bytes);
    return base64url(bytes);
  }

  /** Whether the text has the form of a session id; says nothing of whether there is one. */
  public static boolean looksLikeSession(String text) {
    return text.length() == SESSION_CHARS
        && text.chars()
            .allMatch(c ->
                c >= 'A' && c <= 'Z'
                    || c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_');
  }

  /** SHA-256 of a token that has enough random bits to need no slow hash. */
  public static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * The token that a form of this session carries: HMAC-SHA-256 under the session id, which another
   * site can neither read nor set.
   */
  public static String csrf(String sessionId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(sessionId.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return base64url(mac.doFinal("weir/csrf".getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }

  /** Whether two tokens are the same, in constant time. */
  public static boolean same(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
