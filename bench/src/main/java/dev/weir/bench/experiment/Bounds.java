package dev.weir.bench.experiment;

import java.util.Map;

/**
 * What Weir has set itself for fan-out, and what is known of a peer that is rarely at hand.
 *
 * <p>SRS 7 was measured beside the bare limit on a machine of two cores (merged write of 350 ms as
 * it comes, of 100 ms, and its low-latency setting of 10 ms); its share of the limit moves little
 * from machine to machine, so that Weir's share of the limit in this run tells how many times SRS
 * it is.
 */
final class Bounds {

  /** Up to so many, latency is that of a machine at rest. */
  static final int FEW_VIEWERS = 200;

  /** Longest time from publisher to one of few viewers, p50. */
  static final double P50_MS = 2;

  private static final String VIDEO = "video";

  /** Megabytes per processor-second: SRS's over the limit's, by window and viewers. */
  private static final Map<String, Double> SRS_OF_LIMIT =
      Map.of(
          "video 1000", 482.0 / 1850,
          "video 2000", 672.0 / 1860,
          "100 1000", 1393.0 / 3622,
          "100 2000", 1590.0 / 3849,
          "350 1000", 1805.0 / 4874,
          "350 2000", 1983.0 / 5314);

  private Bounds() {}

  /** Least share of the limit. */
  static double ofLimit(String window) {
    return window.equals(VIDEO) ? 0.7 : 0.75;
  }

  /** SRS's share of the limit; not a number where it was not measured. */
  static double srsOfLimit(String window, int viewers) {
    return SRS_OF_LIMIT.getOrDefault(window + " " + viewers, Double.NaN);
  }

  /** How many times SRS it is to be, at least. */
  static double timesSrs(String window, int viewers) {
    return window.equals(VIDEO) && viewers <= 1000 ? 2.5 : 2;
  }

  /** Longest time from publisher to viewer, p99, when each picture is written at once. */
  static double p99Ms(int viewers) {
    return viewers <= FEW_VIEWERS ? 8 : 30;
  }
}
