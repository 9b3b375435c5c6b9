package dev.weir.contract.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many times fell into each of {@link #BUCKETS} fixed buckets, each about 1.4 times as wide as
 * the one below: so that those of many nodes and minutes add up, and a percentile of the sum is off
 * by a fraction of a bucket.
 *
 * @param counts of each bucket
 */
public record Spread(List<Long> counts) {

  /** Where buckets end, milliseconds; what is beyond the last is in it. */
  public static final List<Integer> ENDS_MS =
      List.of(
          100, 150, 200, 300, 400, 600, 800, 1_100, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000,
          11_000, 16_000, 22_000, 32_000, 64_000, 128_000);

  /** How many there are. */
  public static final int BUCKETS = 20;

  /** Nothing. */
  public static final Spread NONE = new Spread(Collections.nCopies(BUCKETS, 0L));

  /** Copies the list; throws {@link IllegalArgumentException} unless it has all buckets. */
  public Spread {
    counts = List.copyOf(counts);
    if (counts.size() != BUCKETS || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("a spread has " + BUCKETS + " counts");
    }
  }

  /** One time. */
  public static Spread of(long ms) {
    List<Long> counts = new ArrayList<>(NONE.counts);
    counts.set(bucket(ms), 1L);
    return new Spread(counts);
  }

  /** The bucket that a time falls into. */
  public static int bucket(long ms) {
    int bucket = 0;
    while (bucket < BUCKETS - 1 && ms > ENDS_MS.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  /** Both together. */
  public Spread plus(Spread other) {
    List<Long> sums = new ArrayList<>(BUCKETS);
    for (int i = 0; i < BUCKETS; i++) {
      sums.add(counts.get(i) + other.counts.get(i));
    }
    return new Spread(sums);
  }

  /** How many times there are. */
  public long size() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The time that so many are not longer than, as if those of a bucket lay evenly in it.
   *
   * @param share 0 to 1
   * @return milliseconds; 0 when there are none
   */
  public long percentileMs(double share) {
    double wanted = share * size();
    double below = 0;
    for (int i = 0; i < BUCKETS; i++) {
      long count = counts.get(i);
      if (count > 0 && below + count >= wanted) {
        int begin = i == 0 ? 0 : ENDS_MS.get(i - 1);
        return Math.round(begin + (ENDS_MS.get(i) - begin) * (wanted - below) / count);
      }
      below += count;
    }
    return 0;
  }
}
