package dev.weir.portal.callback.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When is tried again. Pure. */
final class Retries {

  /** From the first attempt to the second. */
  static final Duration FIRST = Duration.ofSeconds(5);

  /** Each wait is so many times the one before. */
  static final int GROWTH = 3;

  /** Longest wait from one attempt to the next. */
  static final Duration LONGEST = Duration.ofHours(4);

  /** Waits are longer or shorter by up to this part of them. */
  static final double JITTER = 0.2;

  /** So many failures in a row, and the endpoint as a whole is left alone for a while. */
  static final int RESTS_AFTER = 5;

  /** Longest rest of an endpoint. */
  static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private Retries() {}

  /**
   * When one event is tried again; empty when its time is over. The last attempt is at its
   * deadline.
   *
   * @param attempts made so far, at least 1
   * @param random 0 to 1
   */
  static Optional<Instant> next(Instant now, int attempts, Instant deadline, double random) {
    if (!now.isBefore(deadline)) {
      return Optional.empty();
    }
    Instant next = now.plus(jittered(growing(FIRST, attempts - 1, LONGEST), random));
    return Optional.of(next.isBefore(deadline) ? next : deadline);
  }

  /** How long an endpoint is left alone after so many failures in a row. */
  static Duration rest(int failures, double random) {
    return failures < RESTS_AFTER
        ? Duration.ZERO
        : jittered(growing(FIRST, failures - RESTS_AFTER, LONGEST_REST), random);
  }

  private static Duration growing(Duration first, int steps, Duration longest) {
    Duration wait = first;
    for (int i = 0; i < steps && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(GROWTH);
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  private static Duration jittered(Duration wait, double random) {
    return Duration.ofMillis(Math.round(wait.toMillis() * (1 + JITTER * (2 * random - 1))));
  }
}
