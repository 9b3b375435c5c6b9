package dev.weir.runtime.secrets;

import dev.weir.runtime.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The one root of secrets: 32 random bytes that all nodes of a cluster share. Everything else is
 * derived from it, by purpose, so that no two uses share a key. Its textual form is 64 hexadecimal
 * digits. Immutable.
 */
public final class ClusterSecret {

  /** Length in bytes. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private ClusterSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads the textual form; throws {@link IllegalArgumentException} on anything else. */
  public static ClusterSecret parse(String hex) {
    String digits = hex.strip();
    if (digits.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a cluster secret has 64 hexadecimal digits");
    }
    return new ClusterSecret(HexFormat.of().parseHex(digits));
  }

  /** A new one. */
  public static ClusterSecret random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ClusterSecret(bytes);
  }

  /**
   * Reads the file, or makes it with a new secret, readable by its owner alone. Two processes that
   * start at once agree on one secret.
   */
  public static ClusterSecret loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      String fresh = HexFormat.of().formatHex(random(new SecureRandom()).bytes) + "\n";
      PrivateFile.createIfAbsent(file, fresh.getBytes(StandardCharsets.US_ASCII));
    }
    return parse(Files.readString(file, StandardCharsets.US_ASCII));
  }

  /** A 32-byte key for one purpose, for example {@code weir/viewer-session}. */
  public byte[] derive(String purpose) {
    return Hkdf.derive(bytes, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), BYTES);
  }

  @Override
  public String toString() {
    return "ClusterSecret[…]";
  }
}
