package dev.weir.rtmp.session;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A name that may drag a query behind it: {@code demo01?auth_key=…}. Encoders put the query of a
 * push URL behind the stream, the app or the {@code tcUrl}, or behind several of them.
 *
 * @param name without slashes around it
 * @param query without question mark; empty when there is none
 */
record NameWithQuery(String name, String query) {

  static NameWithQuery split(String text) {
    int mark = text.indexOf('?');
    return mark < 0
        ? new NameWithQuery(withoutSlashes(text), "")
        : new NameWithQuery(withoutSlashes(text.substring(0, mark)), text.substring(mark + 1));
  }

  /** All queries that say something, each once, in order. */
  static String join(String... queries) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String query : queries) {
      if (!query.isEmpty()) {
        distinct.add(query);
      }
    }
    return String.join("&", distinct);
  }

  private static String withoutSlashes(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '/') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(start, end);
  }
}
