package dev.weir.runtime.secrets;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-based key derivation with SHA-256 (RFC 5869). */
final class Hkdf {

  private static final int HASH_BYTES = 32;
  private static final int MAX_BLOCKS = 255;

  private Hkdf() {}

  /** Section 2.2, then section 2.3: {@code lengthBytes} of key material. */
  static byte[] derive(byte[] inputKey, byte[] salt, byte[] info, int lengthBytes) {
    byte[] effectiveSalt = salt.length == 0 ? new byte[HASH_BYTES] : salt;
    return expand(hmac(effectiveSalt, inputKey), info, lengthBytes);
  }

  private static byte[] expand(byte[] pseudoRandomKey, byte[] info, int lengthBytes) {
    if (lengthBytes > MAX_BLOCKS * HASH_BYTES) {
      throw new IllegalArgumentException("HKDF gives at most 8,160 bytes");
    }
    byte[] output = new byte[lengthBytes];
    byte[] block = {};
    for (int written = 0, counter = 1; written < lengthBytes; counter++) {
      block = hmac(pseudoRandomKey, block, info, new byte[] {(byte) counter});
      int take = Math.min(block.length, lengthBytes - written);
      System.arraycopy(block, 0, output, written, take);
      written += take;
    }
    Arrays.fill(pseudoRandomKey, (byte) 0);
    return output;
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }
}
