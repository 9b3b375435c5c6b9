package dev.weir.transcoder.supervise;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a process is started again: longer after each failure in a row, and never
 * quite as long as others wait. Belongs to one thread.
 */
final class Patience {

  /** Wait after the first failure in a row. */
  static final Duration FIRST = Duration.ofMillis(250);

  /** Failures in a row after which nothing is expected of the next try either. */
  static final int MAX_TRIES = 8;

  /** Wait once that is so. */
  static final Duration RESIGNED = Duration.ofMinutes(10);

  /** Waits are shortened by up to this part, at random. */
  private static final double JITTER = 0.25;

  private final RandomGenerator die;
  private int failures;

  Patience(RandomGenerator die) {
    this.die = die;
  }

  /** A try has failed; how long to wait before the next. */
  Duration failed() {
    failures++;
    long plainMs =
        isResigned() ? RESIGNED.toMillis() : FIRST.toMillis() << Math.min(failures - 1, MAX_TRIES);
    return Duration.ofMillis(Math.round(plainMs * (1 - JITTER * die.nextDouble())));
  }

  /** Whether so many have failed in a row that it is time to say so. */
  boolean isResigned() {
    return failures >= MAX_TRIES;
  }

  /** Tries that have failed in a row. */
  int failures() {
    return failures;
  }

  /** A try has done its work. */
  void succeeded() {
    failures = 0;
  }
}
