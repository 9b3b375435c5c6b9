package dev.weir.gateway.load;

import java.time.Duration;

/**
 * One measured quantity, smoothed, and whether it is too much: from its limit on, and then until it
 * has fallen well below, so that the answer does not flap. Written by one thread at a time, read by
 * any.
 */
final class Pressure {

  /** Samples count for this many times the limit at most, so that one pause is not a load. */
  private static final int MOST_TIMES_LIMIT = 4;

  private final double limit;
  private final double relief;
  private final double smoothingNanos;
  private final long longestNanos;

  private volatile double value;
  private volatile boolean tooMuch;

  /**
   * Begins at 0.
   *
   * @param limit what is too much; 0 = nothing is
   * @param relief the share of the limit at which it is not too much any more
   * @param smoothing the time in which a change shows by two thirds
   * @param longest the most time that a single sample stands for
   */
  Pressure(double limit, double relief, Duration smoothing, Duration longest) {
    this.limit = limit;
    this.relief = limit * relief;
    this.smoothingNanos = smoothing.toNanos();
    this.longestNanos = longest.toNanos();
  }

  /** Takes a sample that stands for the last {@code nanos}. */
  void take(double sample, long nanos) {
    double bounded = limit == 0 ? sample : Math.min(sample, MOST_TIMES_LIMIT * limit);
    double weight = 1 - Math.exp(-Math.min(nanos, longestNanos) / smoothingNanos);
    double now = value + (bounded - value) * weight;
    value = now;
    tooMuch = limit > 0 && now >= (tooMuch ? relief : limit);
  }

  boolean isTooMuch() {
    return tooMuch;
  }

  double value() {
    return value;
  }
}
