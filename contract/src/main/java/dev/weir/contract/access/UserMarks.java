package dev.weir.contract.access;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.UserMark;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the marks of users: the beginning of HMAC-SHA-256 over push domain and name, under a key
 * that all nodes derive from {@code cluster.secret}. A person is the same on all play domains of a
 * push domain; whoever reads a mark in a URL can neither tell the name nor compare people of two
 * push domains. Thread-safe.
 */
public final class UserMarks {

  /** The purpose under which the key is derived from the cluster's secret. */
  public static final String PURPOSE = "weir/viewer-user";

  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  /** Takes secret bytes, of which there should be 32. */
  public UserMarks(byte[] secret) {
    this.key = new SecretKeySpec(Arrays.copyOf(secret, secret.length), HMAC);
  }

  /** The mark of a user of a push domain's streams; always the same. */
  public UserMark of(DomainName pushDomain, String user) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] hash = mac.doFinal((pushDomain + "\n" + user).getBytes(StandardCharsets.UTF_8));
      return UserMark.of(hash);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }
}
