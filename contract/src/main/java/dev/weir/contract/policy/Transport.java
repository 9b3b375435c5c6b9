package dev.weir.contract.policy;

import java.time.Duration;

/**
 * What a play domain asks of the connections of its viewers.
 *
 * @param forceHttps whether viewers over HTTP in clear text are sent to HTTPS
 * @param hstsMaxAge how long browsers shall know that the domain is reached over HTTPS alone (RFC
 *     6797); zero for not at all, at most {@link #MAX_HSTS}
 */
public record Transport(boolean forceHttps, Duration hstsMaxAge) {

  /** Longest that browsers are told: two years. */
  public static final Duration MAX_HSTS = Duration.ofDays(730);

  /** Any connection will do. */
  public static final Transport ANY = new Transport(false, Duration.ZERO);

  /** Checks the range. */
  public Transport {
    if (hstsMaxAge.isNegative() || hstsMaxAge.compareTo(MAX_HSTS) > 0) {
      throw new IllegalArgumentException("HSTS lasts 0 to " + MAX_HSTS.toDays() + " days");
    }
  }
}
