package dev.weir.e2e;

import java.time.Duration;

/**
 * How long what is alone is watched. Two cores and twenty minutes are all that a run of every test
 * has; the long run ({@code ./weir test --long}) watches for as long as is claimed.
 */
final class Watch {

  private static final boolean LONG =
      !System.getProperty("weir.tests.excluded", "").contains("long");

  private Watch() {}

  /** {@code claimed} in the long run, a third of it otherwise. */
  static Duration forAsLongAs(Duration claimed) {
    return LONG ? claimed : claimed.dividedBy(3);
  }
}
