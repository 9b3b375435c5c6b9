package dev.weir.contract.keeping;

import java.time.Duration;

/** The bounds of a time for which something is kept. */
final class Retention {

  private static final Duration SHORTEST = Duration.ofHours(1);

  private Retention() {}

  static void check(Duration time, Duration longest) {
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "what is kept is kept for 1 hour to " + longest.toDays() + " days");
    }
  }
}
