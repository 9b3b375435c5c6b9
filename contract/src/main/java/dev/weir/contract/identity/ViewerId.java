package dev.weir.contract.identity;

import java.security.SecureRandom;
import java.util.HexFormat;

/** One viewer's session: 12 random bytes, as 24 lower-case hexadecimal digits. */
public record ViewerId(String hex) {

  /** Length in bytes. */
  public static final int BYTES = 12;

  /** Bit of the first byte that is set in sessions of a user, and in no other. */
  private static final int NAMES_USER = 1;

  /** Throws {@link IllegalArgumentException} unless the value is 24 hexadecimal digits. */
  public ViewerId {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a viewer id has " + BYTES + " bytes");
    }
    HexFormat.of().parseHex(hex);
  }

  /** A new one that nobody can guess. */
  public static ViewerId random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    bytes[0] &= ~NAMES_USER;
    return new ViewerId(HexFormat.of().formatHex(bytes));
  }

  /** Whether the session belongs to a user. */
  public boolean namesUser() {
    return (Character.digit(hex.charAt(1), 16) & NAMES_USER) != 0;
  }

  /** The id as it travels in a session token. */
  public byte[] toByteArray() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
