package dev.weir.portal.alarm.watch;

import java.util.List;

/**
 * How far an hour's traffic is from what is usual at its time of the week. The usual is the median
 * of the same hours before, which one great evening does not move; how much they differ among each
 * other is the median of their distances from it. Pure.
 */
final class UsualTraffic {

  /** Fewer weeks say nothing. */
  static final int LEAST_WEEKS = 3;

  /** Weeks that are looked back. */
  static final int WEEKS = 8;

  /** A difference of less than this is nothing to tell of, bytes. */
  static final double FLOOR_BYTES = 1L << 30;

  /** Of the usual, at least so much is taken for how hours differ. */
  static final double LEAST_SHARE = 0.1;

  /** By this, the median distance of values that are normally distributed is their deviation. */
  private static final double TO_DEVIATION = 1.4826;

  private UsualTraffic() {}

  /**
   * How many times the usual difference it is away, up or down.
   *
   * @param before the same hours of the weeks before, at least {@link #LEAST_WEEKS}
   */
  static double distance(double bytes, List<Double> before) {
    double usual = median(before);
    double away = Math.abs(bytes - usual);
    if (away < FLOOR_BYTES) {
      return 0;
    }
    double spread = TO_DEVIATION * median(before.stream().map(b -> Math.abs(b - usual)).toList());
    return away / Math.max(spread, Math.max(LEAST_SHARE * usual, LEAST_SHARE * FLOOR_BYTES));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
