package dev.weir.stream.origin;

import dev.weir.runtime.clock.TimeSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a request comes from a node of the same installation: {@code w1.{expiry}.{code}}, the
 * code being HMAC-SHA-256 over version, expiry and the whole request target, in base64url. It is
 * good for one target and a short time; the clocks of nodes may differ by less than that.
 * Thread-safe.
 */
public final class NodeTokens {

  /** What the key is derived for. */
  public static final String PURPOSE = "weir/node-token";

  /** How long a token holds. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  /** Longest token that is looked at, characters. */
  static final int MAX_LENGTH = 128;

  private static final String VERSION = "w1";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final TimeSource time;

  /**
   * Makes and checks tokens.
   *
   * @param key derived from the cluster's secret for {@link #PURPOSE}
   */
  public NodeTokens(byte[] key, TimeSource time) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.time = time;
  }

  /** A token for a request of {@code target}, path and query. */
  public String issue(String target) {
    long expirySeconds = time.now().plus(LIFETIME).getEpochSecond();
    return VERSION + "." + expirySeconds + "." + code(expirySeconds, target);
  }

  /** Whether {@code token} is good for a request of {@code target} now. */
  public boolean accepts(String token, String target) {
    String[] parts = token.length() > MAX_LENGTH ? new String[0] : token.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      return false;
    }
    long expirySeconds;
    try {
      expirySeconds = Long.parseLong(parts[1]);
    } catch (NumberFormatException noNumber) {
      return false;
    }
    long leftSeconds = expirySeconds - time.now().getEpochSecond();
    // A clock that runs ahead makes tokens that last longer, but not for ever.
    boolean current = leftSeconds > 0 && leftSeconds <= 2 * LIFETIME.toSeconds();
    return current && same(code(expirySeconds, target), parts[2]);
  }

  private String code(long expirySeconds, String target) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String signed = VERSION + "\n" + expirySeconds + "\n" + target;
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }
}
