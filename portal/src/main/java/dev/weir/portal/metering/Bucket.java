package dev.weir.portal.metering;

import java.time.Duration;
import java.time.Instant;

/** The five minutes of the ledger: they begin at whole multiples of their length. */
public final class Bucket {

  /** How long one is. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  /** How long after its end it stays open for what is on its way. */
  static final Duration GRACE = Duration.ofMinutes(5);

  /** As far back as a node's own clock is believed. */
  static final Duration PAST = Duration.ofDays(35);

  /** As far ahead. */
  static final Duration FUTURE = Duration.ofMinutes(5);

  private Bucket() {}

  /** When the bucket of a moment begins. */
  public static Instant of(Instant moment) {
    long length = LENGTH.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), length) * length);
  }

  /**
   * The bucket of what a node counted. A clock that is far from the collector's is not believed:
   * what it counted is of now.
   *
   * @param counted by the node's clock
   * @param now by the collector's
   */
  static Instant of(Instant counted, Instant now) {
    return believed(counted, now) ? of(counted) : of(now);
  }

  static boolean believed(Instant counted, Instant now) {
    return counted.isAfter(now.minus(PAST)) && counted.isBefore(now.plus(FUTURE));
  }

  /** Buckets that begin before this are over, and everything should be there. */
  static Instant horizon(Instant now) {
    return of(now.minus(GRACE));
  }
}
