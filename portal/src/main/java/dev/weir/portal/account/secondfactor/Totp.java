package dev.weir.portal.account.secondfactor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) as every authenticator app computes them: HMAC-SHA-1,
 * six digits, steps of 30 seconds.
 */
public final class Totp {

  /** Length of a secret; RFC 4226, section 4, recommends 160 bits. */
  public static final int SECRET_BYTES = 20;

  /** Steps that the app's clock may be early or late. */
  public static final int TOLERANCE = 1;

  /** Digits of a code. */
  public static final int DIGITS = 6;

  private static final int STEP_S = 30;
  private static final int MODULUS = 1_000_000;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BASE32_BITS = 5;

  private Totp() {}

  /** The code of a step (RFC 4226, section 5.3). */
  public static String code(byte[] secret, long step) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return ("%0" + DIGITS + "d").formatted(number % MODULUS);
  }

  /** The step that a code is of, if that is the present one or one beside it. */
  public static OptionalLong stepOf(byte[] secret, String code, Instant now) {
    long present = step(now);
    byte[] presented = code.getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (long step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
      if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), presented)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The step of a moment. */
  public static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_S);
  }

  /** A secret as people type it (RFC 4648, section 6, without padding). */
  public static String base32(byte[] secret) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte next : secret) {
      buffer = buffer << Byte.SIZE | next & 0xff;
      bits += Byte.SIZE;
      while (bits >= BASE32_BITS) {
        bits -= BASE32_BITS;
        text.append(BASE32.charAt(buffer >> bits & 0x1f));
      }
      buffer &= (1 << bits) - 1;
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE32.charAt(buffer << BASE32_BITS - bits & 0x1f)).toString();
  }

  /**
   * What an app reads from a QR code.
   *
   * @param issuer whose account it is, such as the portal's host
   * @param account the person's address
   */
  public static String uri(String issuer, String account, byte[] secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encode(issuer), encode(account), base32(secret), encode(issuer));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-1", impossible);
    }
  }
}
