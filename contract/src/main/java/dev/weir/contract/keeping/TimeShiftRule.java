package dev.weir.contract.keeping;

import java.time.Duration;

/**
 * How far viewers of a live stream can go back.
 *
 * @param streams the streams that are meant
 * @param window how far; zero for streams without, whatever a later rule says
 */
public record TimeShiftRule(StreamChoice streams, Duration window) {

  /** Longest window. */
  public static final Duration MAX_WINDOW = Duration.ofDays(30);

  /** Throws {@link IllegalArgumentException} for a window that is out of bounds. */
  public TimeShiftRule {
    if (window.isNegative() || window.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException("a time shift window is 0 to 30 days");
    }
  }
}
