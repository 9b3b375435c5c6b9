package dev.weir.contract.access;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The query of a URL as it came. Parameters are divided by {@code &} alone; a name counts as it is
 * written, a value is percent-decoded once, and a plus sign is a plus sign.
 */
final class QueryText {

  /** What stands for a value that cannot be decoded: no value of ours may have it. */
  private static final String UNDECODABLE = "\uFFFD";

  private QueryText() {}

  /** The first value of parameter {@code name}; empty when there is none. */
  static Optional<String> first(String query, String name) {
    int at = 0;
    while (at < query.length()) {
      int end = endOfPair(query, at);
      int equals = at + name.length();
      if (equals < end && query.charAt(equals) == '=' && query.startsWith(name, at)) {
        return Optional.of(decoded(query, equals + 1, end));
      }
      at = end + 1;
    }
    return Optional.empty();
  }

  /** Where the parameter that begins at {@code at} ends. */
  static int endOfPair(String query, int at) {
    int and = query.indexOf('&', at);
    return and < 0 ? query.length() : and;
  }

  /** The value between two places. */
  static String decoded(String query, int from, int to) {
    String text = query.substring(from, to);
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        decoded.append(c);
      } else if (i + 2 < text.length() && Characters.areHex(text, i + 1, i + 3)) {
        decoded.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        return UNDECODABLE;
      }
    }
    return decoded.toString();
  }
}
