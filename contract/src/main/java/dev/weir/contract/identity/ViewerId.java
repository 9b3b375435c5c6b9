package dev.weir.contract.identity;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One viewer's session: 12 bytes, as 24 lower-case hexadecimal digits. The first 6 are the mark of
 * the user whom the session's proof named, the others random; all are random when it named nobody.
 * The lowest bit of the first byte tells the two kinds apart.
 */
public record ViewerId(String hex) {

  /** Length in bytes. */
  public static final int BYTES = 12;

  /** Throws {@link IllegalArgumentException} unless the value is 24 hexadecimal digits. */
  public ViewerId {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a viewer id has " + BYTES + " bytes");
    }
    HexFormat.of().parseHex(hex);
  }

  /** A new one of nobody in particular, that nobody can guess. */
  public static ViewerId random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    bytes[0] &= ~UserMark.BIT;
    return new ViewerId(HexFormat.of().formatHex(bytes));
  }

  /** A new one of a user. */
  public static ViewerId of(UserMark user, SecureRandom random) {
    byte[] bytes = new byte[BYTES - UserMark.BYTES];
    random.nextBytes(bytes);
    return new ViewerId(user.hex() + HexFormat.of().formatHex(bytes));
  }

  /** Whether the session belongs to a user. */
  public boolean namesUser() {
    return (Character.digit(hex.charAt(1), 16) & UserMark.BIT) != 0;
  }

  /** Whose it is, when it {@link #namesUser}; nobody's mark otherwise. */
  public UserMark user() {
    return new UserMark(hex.substring(0, 2 * UserMark.BYTES));
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
