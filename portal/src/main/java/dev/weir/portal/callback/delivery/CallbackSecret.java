package dev.weir.portal.callback.delivery;

import dev.weir.contract.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an endpoint and this platform share. In our own form it is {@code whsec_} and the key in
 * base64; in ApsaraVideo's it is letters and digits, which are the key themselves.
 */
public record CallbackSecret(String text) {

  /** How one of our own form begins. */
  public static final String PREFIX = "whsec_";

  private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[A-Za-z0-9]{16,64}");
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int KEY_BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  /** A new one. */
  public static CallbackSecret generate(Dialect dialect, SecureRandom random) {
    return switch (dialect) {
      case STANDARD -> {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        yield new CallbackSecret(PREFIX + Base64.getEncoder().encodeToString(key));
      }
      case APSARAVIDEO -> {
        StringBuilder key = new StringBuilder(KEY_BYTES);
        random.ints(KEY_BYTES, 0, ALPHABET.length()).forEach(i -> key.append(ALPHABET.charAt(i)));
        yield new CallbackSecret(key.toString());
      }
    };
  }

  /** Whether a receiver of ApsaraVideo's form can have this key. */
  public static boolean isLettersAndDigits(String text) {
    return LETTERS_AND_DIGITS.matcher(text).matches();
  }

  /** What secrets of an endpoint are sealed for. */
  public static String context(TenantId tenant, UUID callback) {
    return "callback/" + tenant + "/" + callback;
  }

  /** {@code v1,} and the signature of Standard Webhooks. */
  String sign(String id, long timestampS, byte[] content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key(), HMAC));
      mac.update((id + "." + timestampS + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has it", absent);
    }
  }

  private byte[] key() {
    return text.startsWith(PREFIX)
        ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
        : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Nobody logs it. */
  @Override
  public String toString() {
    return "CallbackSecret";
  }
}
