package dev.weir.ingest.publish;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The query of a URL, as encoders pass it on: unparsed. */
final class QueryText {

  private QueryText() {}

  /** The first value of parameter {@code name}, percent-decoded once; empty when there is none. */
  static Optional<String> value(String query, String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
        return Optional.of(decoded(pair.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
