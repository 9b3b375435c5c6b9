package dev.weir.bench.server;

import dev.weir.runtime.clock.TimeSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Signatures of URLs, written as a customer would write them, without any code of Weir's. */
final class TypeA {

  private TypeA() {}

  /** The path with a query that lets it in, signed now. */
  static String sign(String path, String key) {
    long seconds = TimeSource.system().millis() / 1000;
    String hash = md5(path + "-" + seconds + "-0-0-" + key);
    return path + "?auth_key=" + seconds + "-0-0-" + hash;
  }

  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
