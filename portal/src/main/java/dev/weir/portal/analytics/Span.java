package dev.weir.portal.analytics;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, and how finely it is told. Its ends lie where grains begin, so that a chart
 * and the shares beside it are of the very same time.
 *
 * @param from its beginning
 * @param to its end, which does not belong to it
 * @param step what its chart tells apart
 * @param cut what shares are summed from
 */
public record Span(Instant from, Instant to, Grain step, Grain cut) {

  /** The longest. */
  public static final Duration MAX = Grain.DAY.kept();

  private static final Duration BY_MINUTES = Duration.ofHours(3);
  private static final Duration BY_FIVES = Duration.ofHours(12);
  private static final Duration BY_FIVES_OF_HOURS = Duration.ofDays(2);
  private static final Duration BY_HOURS = Duration.ofDays(14);

  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * As finely as is kept and can be drawn. Throws {@link IllegalArgumentException} for an end that
   * is not behind the beginning, and for more than {@link #MAX}.
   */
  public static Span of(Instant from, Instant to, Instant now) {
    Duration length = Duration.between(from, to);
    if (length.isNegative() || length.isZero() || length.compareTo(MAX) > 0) {
      throw new IllegalArgumentException("from " + from + " to " + to);
    }
    Duration age = Duration.between(from, now);
    if (length.compareTo(BY_HOURS) > 0 || age.compareTo(Grain.HOUR.kept()) > 0) {
      return aligned(from, to, Grain.DAY, Grain.DAY);
    }
    if (length.compareTo(BY_FIVES_OF_HOURS) > 0) {
      return aligned(from, to, Grain.HOUR, Grain.HOUR);
    }
    if (length.compareTo(BY_FIVES) > 0) {
      return aligned(from, to, Grain.FIVE_MINUTES, Grain.HOUR);
    }
    boolean fine = length.compareTo(BY_MINUTES) <= 0 && age.compareTo(Grain.MINUTE.kept()) <= 0;
    return aligned(from, to, fine ? Grain.MINUTE : Grain.FIVE_MINUTES, Grain.FIVE_MINUTES);
  }

  private static Span aligned(Instant from, Instant to, Grain step, Grain cut) {
    return new Span(cut.of(from), cut.after(to), step, cut);
  }

  /** The same a week before, as finely as that is kept. */
  public Span weekBefore(Instant now) {
    Instant since = from.minus(WEEK);
    boolean gone = Duration.between(since, now).compareTo(step.kept()) > 0;
    Grain kept = gone && step == Grain.MINUTE ? Grain.FIVE_MINUTES : step;
    return new Span(since, to.minus(WEEK), kept, cut);
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
