package dev.weir.contract.access;

/** Which characters a stretch of text consists of, and how many. ASCII alone counts. */
final class Characters {

  private static final int DIGIT = 1;
  private static final int HEX_LETTER = 2;
  private static final int OTHER_LETTER = 4;
  private static final int MARK = 8;
  private static final int OTHER_VISIBLE = 16;

  private static final int LETTER = HEX_LETTER | OTHER_LETTER;
  private static final int VISIBLE = DIGIT | LETTER | MARK | OTHER_VISIBLE;

  /** The kind of each character, 0 for those that cannot be seen: one look, and no branches. */
  private static final byte[] KINDS = kinds();

  private Characters() {}

  /** One to {@code most} digits. */
  static boolean areDigits(String text, int from, int to, int most) {
    return isWithin(from, to, most) && are(DIGIT, text, from, to);
  }

  /** One to {@code most} letters and digits. */
  static boolean areLettersOrDigits(String text, int from, int to, int most) {
    return isWithin(from, to, most) && are(DIGIT | LETTER, text, from, to);
  }

  /** One to {@code most} letters, digits, hyphens and underscores. */
  static boolean areName(String text, int most) {
    return isWithin(0, text.length(), most) && are(DIGIT | LETTER | MARK, text, 0, text.length());
  }

  /** One to {@code most} visible characters. */
  static boolean areVisible(String text, int most) {
    return isWithin(0, text.length(), most) && are(VISIBLE, text, 0, text.length());
  }

  /** Hexadecimal digits of either case. */
  static boolean areHex(String text, int from, int to) {
    return are(DIGIT | HEX_LETTER, text, from, to);
  }

  private static boolean isWithin(int from, int to, int most) {
    return from < to && to - from <= most;
  }

  private static boolean are(int kinds, String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= KINDS.length || (KINDS[c] & kinds) == 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[128];
    for (char c = '!'; c <= '~'; c++) {
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean hex = letter && Character.toLowerCase(c) <= 'f';
      boolean digit = c >= '0' && c <= '9';
      boolean mark = c == '-' || c == '_';
      int kind =
          digit ? DIGIT : hex ? HEX_LETTER : letter ? OTHER_LETTER : mark ? MARK : OTHER_VISIBLE;
      kinds[c] = (byte) kind;
    }
    return kinds;
  }
}
