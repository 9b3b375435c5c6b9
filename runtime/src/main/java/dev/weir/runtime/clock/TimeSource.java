package dev.weir.runtime.clock;

import java.time.Instant;

/** The wall clock and the monotonic clock. Whatever needs the time is given one of these. */
public interface TimeSource {

  /** The clocks of this machine. */
  static TimeSource system() {
    return SystemTimeSource.INSTANCE;
  }

  /** The wall clock: what a person or another machine would say. May jump. */
  Instant now();

  /** The wall clock as milliseconds since 1970. May jump. */
  default long millis() {
    return now().toEpochMilli();
  }

  /** The monotonic clock, nanoseconds since some moment: for differences only. Never goes back. */
  long nanos();
}
