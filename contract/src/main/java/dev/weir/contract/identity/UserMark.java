package dev.weir.contract.identity;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Which of the tenant's own people a viewer's session belongs to, without saying who that is: 6
 * bytes as 12 lower-case hexadecimal digits. A person has one mark on all play domains of a push
 * domain, and the ids of that person's sessions begin with it. Sessions that name nobody have marks
 * that mean nothing.
 */
public record UserMark(String hex) {

  /** Length in bytes. */
  public static final int BYTES = 6;

  /** Bit of the first byte that is set in the marks of users, and in no session of nobody's. */
  static final int BIT = 1;

  /** Throws {@link IllegalArgumentException} unless the value is 12 hexadecimal digits. */
  public UserMark {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a user's mark has " + BYTES + " bytes");
    }
    HexFormat.of().parseHex(hex);
  }

  /** The mark that begins a hash, of at least {@link #BYTES} bytes. */
  public static UserMark of(byte[] hash) {
    byte[] mark = Arrays.copyOf(hash, BYTES);
    mark[0] |= BIT;
    return new UserMark(HexFormat.of().formatHex(mark));
  }

  @Override
  public String toString() {
    return hex;
  }
}
