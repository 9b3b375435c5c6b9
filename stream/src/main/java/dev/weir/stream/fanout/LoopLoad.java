package dev.weir.stream.fanout;

import dev.weir.runtime.clock.TimeSource;

/**
 * How much of one event loop's time goes into writing to viewers, over all streams that it serves.
 * Runs on that loop.
 */
final class LoopLoad {

  private static final long PERIOD_NANOS = 1_000_000_000;

  private final TimeSource time;

  private long periodBegan;
  private long busyNanos;
  private double share;

  LoopLoad(TimeSource time) {
    this.time = time;
    this.periodBegan = time.nanos();
  }

  /** Runs {@code writing} and counts how long it takes. */
  void during(Runnable writing) {
    long began = time.nanos();
    try {
      writing.run();
    } finally {
      long ended = time.nanos();
      busyNanos += ended - began;
      closePeriod(ended);
    }
  }

  /** The share in the last full second, or longer when nothing was written; 0 to 1. */
  double share() {
    closePeriod(time.nanos());
    return share;
  }

  private void closePeriod(long now) {
    long passed = now - periodBegan;
    if (passed >= PERIOD_NANOS) {
      share = Math.min(1, (double) busyNanos / passed);
      busyNanos = 0;
      periodBegan = now;
    }
  }
}
