package dev.weir.gateway.viewer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that session tokens are authenticated with, derived from {@code cluster.secret} and
 * therefore the same on every gateway. Its id, the first byte of its SHA-256, stands in the token
 * and saves trying the wrong key while two are valid.
 */
public final class SessionKey {

  /** The purpose under which the key is derived from the cluster's secret. */
  public static final String PURPOSE = "weir/viewer-session";

  /** Length in bytes. */
  public static final int BYTES = 32;

  private final byte id;
  private final SecretKeySpec key;

  /** Takes 32 secret bytes. */
  public SessionKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a session key has " + BYTES + " bytes");
    }
    this.id = sha256(secret)[0];
    this.key = new SecretKeySpec(Arrays.copyOf(secret, BYTES), "HmacSHA256");
  }

  byte id() {
    return id;
  }

  SecretKeySpec key() {
    return key;
  }

  @Override
  public String toString() {
    return "SessionKey[" + id + "]";
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
