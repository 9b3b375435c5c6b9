package dev.weir.contract.access;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * The signatures as a tenant's programmer would make them who has read docs/signing.md and nothing
 * else: no code of Weir's, and HMAC by its definition.
 */
final class OwnSigner {

  private static final Charset UTF = StandardCharsets.UTF_8;
  private static final int BLOCK_BYTES = 64;

  private OwnSigner() {}

  static String typeA(String path, Instant time, String rand, String uid, String key) {
    String head = String.join("-", Long.toString(time.getEpochSecond()), rand, uid);
    return head + "-" + hex(hash("MD5", (path + "-" + head + "-" + key).getBytes(UTF)));
  }

  static String typeB(String path, Instant time, String key) {
    ZonedDateTime there = time.atZone(ZoneId.of("Asia/Shanghai"));
    String minute = "%1$tY%1$tm%1$td%1$tH%1$tM".formatted(there);
    return "/" + minute + "/" + hex(hash("MD5", (key + minute + path).getBytes(UTF))) + path;
  }

  /** Hash and time. */
  static List<String> typeC(String path, Instant time, String key) {
    String digits = Long.toHexString(time.getEpochSecond());
    return List.of(hex(hash("MD5", (key + path + digits).getBytes(UTF))), digits);
  }

  /** Of lines that are in order. */
  static String hmac(List<String> lines, String key) {
    byte[] text = String.join("\n", lines).getBytes(UTF);
    return hex(hash("SHA-256", pad(key, 0x5C), hash("SHA-256", pad(key, 0x36), text)));
  }

  /** RFC 2104: the key in a block of its own, each byte changed. */
  private static byte[] pad(String key, int with) {
    byte[] bytes = key.getBytes(UTF);
    byte[] block =
        Arrays.copyOf(bytes.length > BLOCK_BYTES ? hash("SHA-256", bytes) : bytes, BLOCK_BYTES);
    for (int i = 0; i < BLOCK_BYTES; i++) {
      block[i] ^= (byte) with;
    }
    return block;
  }

  private static byte[] hash(String algorithm, byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    try {
      return MessageDigest.getInstance(algorithm).digest(all.toByteArray());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String hex(byte[] hash) {
    return String.format("%0" + 2 * hash.length + "x", new BigInteger(1, hash));
  }
}
