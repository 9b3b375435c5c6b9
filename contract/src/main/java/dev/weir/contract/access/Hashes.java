package dev.weir.contract.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one thread hashes with: looked up once, since a crowd's URLs are verified by few threads. A
 * hash that is handed out is good until the next one is asked for.
 */
final class Hashes {

  private static final String HMAC = "HmacSHA256";
  private static final int MD5_BYTES = 16;
  private static final int SHA256_BYTES = 32;

  /** Text that is gathered before it is given to the digest. */
  private static final int GATHERED_BYTES = 256;

  private static final ThreadLocal<Hashes> MINE = ThreadLocal.withInitial(Hashes::new);

  private final MessageDigest md5;
  private final Mac hmac;
  private final byte[] md5Hash = new byte[MD5_BYTES];
  private final byte[] hmacHash = new byte[SHA256_BYTES];
  private final byte[] gathered = new byte[GATHERED_BYTES];
  private int gatheredBytes;

  private Hashes() {
    try {
      this.md5 = MessageDigest.getInstance("MD5");
      this.hmac = Mac.getInstance(HMAC);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has MD5 and SHA-256", impossible);
    }
  }

  /** Those of this thread. */
  static Hashes mine() {
    return MINE.get();
  }

  /** MD5 of three texts, one after the other. */
  byte[] md5(String first, String second, String third) {
    gather(first);
    gather(second);
    gather(third);
    flush();
    try {
      md5.digest(md5Hash, 0, MD5_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an MD5 hash has 16 bytes", impossible);
    }
    return md5Hash;
  }

  /** HMAC-SHA-256 (RFC 2104) of a text. */
  byte[] hmac(String text, String key) {
    try {
      hmac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
      hmac.update(text.getBytes(StandardCharsets.UTF_8));
      hmac.doFinal(hmacHash, 0);
    } catch (InvalidKeyException | ShortBufferException impossible) {
      throw new IllegalStateException("any bytes are a key, 32 are enough", impossible);
    }
    return hmacHash;
  }

  /** Copies ASCII without an array in between; a URL has nothing else. */
  private void gather(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7F) {
        flush();
        md5.update(text.substring(i).getBytes(StandardCharsets.UTF_8));
        return;
      }
      if (gatheredBytes == GATHERED_BYTES) {
        flush();
      }
      gathered[gatheredBytes++] = (byte) c;
    }
  }

  private void flush() {
    md5.update(gathered, 0, gatheredBytes);
    gatheredBytes = 0;
  }
}
