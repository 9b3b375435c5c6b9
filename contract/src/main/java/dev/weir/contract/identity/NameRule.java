package dev.weir.contract.identity;

/**
 * The one rule for names that end up in URLs, file names and object keys: 1 to 128 characters of
 * {@code [A-Za-z0-9][A-Za-z0-9_-]*}, case-sensitive, compared byte by byte. RTMP, HTTP, recordings
 * and storage keys all use it, so that a name is never safe in one place and unsafe in another.
 */
public final class NameRule {

  /** Longest name, characters. */
  public static final int MAX_LENGTH = 128;

  private NameRule() {}

  /** Whether {@code text} is a name. */
  public static boolean accepts(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH || !letterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = text.charAt(i);
      if (!letterOrDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static String require(String what, String text) {
    if (!accepts(text)) {
      throw new IllegalArgumentException(what + " must match [A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    }
    return text;
  }

  private static boolean letterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
