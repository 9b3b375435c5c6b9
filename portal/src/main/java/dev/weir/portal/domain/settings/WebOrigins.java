package dev.weir.portal.domain.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Origins as settings name them (RFC 6454): {@code *} alone, or some of scheme, host and port. */
public final class WebOrigins {

  /** Most origins of a setting. */
  public static final int MAX = 50;

  /** Anybody. */
  static final String ANY = "*";

  private static final int MAX_LENGTH = 300;
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?");

  private WebOrigins() {}

  /** Reads what stands in several lines. */
  static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
  }

  /** Whether a setting may be these. */
  static boolean fit(List<String> origins) {
    if (origins.isEmpty() || origins.size() > MAX) {
      return false;
    }
    return origins.equals(List.of(ANY))
        || origins.stream()
            .allMatch(origin -> origin.length() <= MAX_LENGTH && ORIGIN.matcher(origin).matches());
  }
}
