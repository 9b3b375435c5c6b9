package dev.weir.portal.quality;

import dev.weir.contract.quality.PlayWay;
import dev.weir.portal.web.Messages;

/** Figures and names as people read them. */
final class QualityWords {

  private static final String BUNDLE = "quality/words";
  private static final double SECOND_MS = 1_000;
  private static final double MINUTE_MS = 60_000;
  private static final double HOUR_MS = 3_600_000;
  private static final double MEGABIT = 1e6;
  private static final double LONG_MS = 10_000;

  private QualityWords() {}

  /** Nothing is known. */
  static String unknown() {
    return Messages.text(BUNDLE, "unknown");
  }

  static String count(double count) {
    return Messages.text(BUNDLE, "count", count);
  }

  /** A duration, as exact as its length makes sense. */
  static String duration(double ms) {
    if (ms < SECOND_MS) {
      return Messages.text(BUNDLE, "milliseconds", ms);
    }
    if (ms < LONG_MS) {
      return Messages.text(BUNDLE, "seconds.exact", ms / SECOND_MS);
    }
    if (ms < 2 * MINUTE_MS) {
      return Messages.text(BUNDLE, "seconds", ms / SECOND_MS);
    }
    return ms < 2 * HOUR_MS
        ? Messages.text(BUNDLE, "minutes", ms / MINUTE_MS)
        : Messages.text(BUNDLE, "hours", ms / HOUR_MS);
  }

  /** A share, 0 to 1. */
  static String percent(double share) {
    return Messages.text(BUNDLE, "percent", share);
  }

  static String bitRate(long bitsPerSecond) {
    return bitsPerSecond == 0
        ? unknown()
        : Messages.text(BUNDLE, "megabits", bitsPerSecond / MEGABIT);
  }

  static String way(String name) {
    return Messages.text(BUNDLE, "way." + PlayWay.valueOf(name).name());
  }

  static String text(String key, Object... arguments) {
    return Messages.text(BUNDLE, key, arguments);
  }
}
