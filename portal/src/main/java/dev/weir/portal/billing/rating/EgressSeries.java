package dev.weir.portal.billing.rating;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What viewers were sent in each five minutes of a month, in bytes. */
public final class EgressSeries {

  private final BillingMonth month;
  private final long[] bytes;

  private EgressSeries(BillingMonth month, long[] bytes) {
    this.month = month;
    this.bytes = bytes;
  }

  /** Of the rows of a ledger: each at the beginning of, or within, its five minutes. */
  public static EgressSeries of(BillingMonth month, List<Sent> rows) {
    long[] bytes = new long[month.points()];
    for (Sent row : rows) {
      int point = month.pointOf(row.time());
      bytes[point] = Math.addExact(bytes[point], row.bytes());
    }
    return new EgressSeries(month, bytes);
  }

  /** The bytes of all points, in descending order. */
  long[] descending() {
    long[] sorted = bytes.clone();
    Arrays.sort(sorted);
    return IntStream.range(0, sorted.length)
        .mapToLong(i -> sorted[sorted.length - 1 - i])
        .toArray();
  }

  /** The largest point of each day, from the first day to the last. */
  long[] dailyPeaks() {
    return IntStream.rangeClosed(1, month.days()).mapToLong(this::peakOf).toArray();
  }

  /** Days on which anything was sent. */
  int daysOfUse() {
    return Math.toIntExact(Arrays.stream(dailyPeaks()).filter(peak -> peak > 0).count());
  }

  private long peakOf(int day) {
    return Arrays.stream(bytes, month.firstPointOf(day), month.firstPointOf(day + 1))
        .max()
        .orElse(0);
  }

  /**
   * What was sent within five minutes, or a part of it.
   *
   * @param time when
   * @param bytes how much, not below zero
   */
  public record Sent(Instant time, long bytes) {

    /** Throws {@link IllegalArgumentException} for less than nothing. */
    public Sent {
      if (bytes < 0) {
        throw new IllegalArgumentException("less than nothing was sent: " + bytes);
      }
    }
  }
}
