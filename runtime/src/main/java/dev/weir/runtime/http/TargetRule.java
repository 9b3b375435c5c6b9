package dev.weir.runtime.http;

/**
 * What the target of a request may look like, so that router, signature, cache key and file look-up
 * cannot read one target in two ways. In the path: no {@code //}, no {@code ;}, no backslash, no
 * dot segment, and nothing percent-encoded that would be a slash, a backslash, a percent sign, a
 * NUL or a dot segment. Everywhere: only visible ASCII, no fragment, every percent sign with two
 * digits.
 */
final class TargetRule {

  private TargetRule() {}

  /** Whether the origin-form target from {@code start} on keeps the rule. */
  static boolean accepts(String target, int start) {
    int length = target.length();
    if (start >= length || target.charAt(start) != '/') {
      return false;
    }
    int query = target.indexOf('?', start);
    int pathEnd = query < 0 ? length : query;
    return acceptsPath(target, start, pathEnd) && acceptsQuery(target, pathEnd, length);
  }

  private static boolean acceptsPath(String target, int start, int end) {
    int dots = 0;
    boolean onlyDots = false;
    for (int i = start; i < end; i++) {
      int c = target.charAt(i);
      if (c == '/') {
        boolean emptySegment = i + 1 < end && target.charAt(i + 1) == '/';
        if (emptySegment || onlyDots && dots <= 2) {
          return false;
        }
        dots = 0;
        onlyDots = false;
        continue;
      }
      if (c == '%') {
        c = decoded(target, i, end);
        if (c < 0 || c == '/' || c == '\\' || c == '%' || c == 0) {
          return false;
        }
        i += 2;
      } else if (!visible(c) || c == '\\' || c == ';' || c == '#') {
        return false;
      }
      onlyDots = c == '.' && (dots == 0 || onlyDots);
      dots++;
    }
    return !(onlyDots && dots <= 2);
  }

  private static boolean acceptsQuery(String target, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = target.charAt(i);
      if (!visible(c) || c == '#' || c == '%' && decoded(target, i, end) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The byte that {@code %xx} at {@code i} stands for, or -1. */
  private static int decoded(String target, int i, int end) {
    if (i + 2 >= end) {
      return -1;
    }
    int high = Character.digit(target.charAt(i + 1), 16);
    int low = Character.digit(target.charAt(i + 2), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean visible(int c) {
    return c > 0x20 && c < 0x7F;
  }
}
