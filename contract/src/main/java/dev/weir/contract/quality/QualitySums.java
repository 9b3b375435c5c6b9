package dev.weir.contract.quality;

import java.util.EnumMap;
import java.util.Map;

/**
 * Figures of plays, which add up.
 *
 * @param counts what is not there is 0
 * @param startup times from setting out to play to the first picture
 * @param latency how far behind the camera pictures were, a sample of each report of a player
 */
public record QualitySums(Map<QualityCount, Long> counts, Spread startup, Spread latency) {

  /** Nothing. */
  public static final QualitySums NONE = new QualitySums(Map.of(), Spread.NONE, Spread.NONE);

  /** Copies the map; throws {@link IllegalArgumentException} for a count below 0. */
  public QualitySums {
    counts = Map.copyOf(counts);
    if (counts.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("nothing is counted below 0");
    }
  }

  /** One of the counts. */
  public long of(QualityCount count) {
    return counts.getOrDefault(count, 0L);
  }

  /** Both together. */
  public QualitySums plus(QualitySums other) {
    Map<QualityCount, Long> sums = new EnumMap<>(QualityCount.class);
    sums.putAll(counts);
    other.counts.forEach((count, value) -> sums.merge(count, value, Long::sum));
    return new QualitySums(sums, startup.plus(other.startup), latency.plus(other.latency));
  }

  /** Plays that set out, however that ended. */
  public long plays() {
    return of(QualityCount.STARTS)
        + of(QualityCount.FAILED_STARTS)
        + of(QualityCount.ABANDONED_STARTS);
  }

  /** Stalled time over the time that viewers wanted to watch, 0 to 1. */
  public double stallRatio() {
    long stalled = of(QualityCount.STALLED_MS);
    return share(stalled, stalled + of(QualityCount.WATCHED_MS));
  }

  /** Plays without a stall over plays that showed a picture, 0 to 1. */
  public double smooth() {
    long starts = of(QualityCount.STARTS);
    return starts == 0 ? 0 : share(Math.max(0, starts - of(QualityCount.STALLED_PLAYS)), starts);
  }

  /** Plays that failed to start over those that set out and were not left, 0 to 1. */
  public double failedStarts() {
    long failed = of(QualityCount.FAILED_STARTS);
    return share(failed, failed + of(QualityCount.STARTS));
  }

  /** What was watched, on average, bits a second; 0 when unknown. */
  public long bitsPerSecond() {
    long ms = of(QualityCount.RATED_MS);
    return ms == 0 ? 0 : of(QualityCount.RATED_BITS) * 1_000 / ms;
  }

  /** Fatal errors of all kinds. */
  public long failures() {
    long failures = 0;
    for (PlayFailure kind : PlayFailure.values()) {
      failures += of(kind.count());
    }
    return failures;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
