package dev.weir.runtime.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The one root of secrets: 32 random bytes that all nodes of a cluster share. Everything else is
 * derived from it, by purpose, so that no two uses share a key. Its textual form is 64 hexadecimal
 * digits. Immutable.
 */
public final class ClusterSecret {

  /** Length in bytes. */
  public static final int BYTES = 32;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

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

  /**
   * Reads the file, or makes it with a new secret, readable by its owner alone. Two processes that
   * start at once agree on one secret.
   */
  public static ClusterSecret loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return parse(Files.readString(file, StandardCharsets.US_ASCII));
  }

  private static void create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    Path draft =
        Files.createTempFile(
            directory, "cluster", ".secret", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(
          draft,
          HexFormat.of().formatHex(fresh) + "\n",
          StandardCharsets.US_ASCII,
          StandardOpenOption.WRITE);
      // A link appears whole or not at all, and never replaces what another process made first.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException anotherProcessWasFaster) {
      // Its secret is the one.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A 32-byte key for one purpose, for example {@code weir/viewer-session}. */
  public byte[] derive(String purpose) {
    return Hkdf.derive(bytes, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), BYTES);
  }

  /** The textual form, for the file alone. */
  String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "ClusterSecret[…]";
  }
}
