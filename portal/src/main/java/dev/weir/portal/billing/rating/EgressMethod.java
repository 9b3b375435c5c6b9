package dev.weir.portal.billing.rating;

import java.util.Arrays;

/** By what a tenant pays for what its viewers are sent, as CDNs and ApsaraVideo Live have it. */
public enum EgressMethod {

  /** Each byte. In GiB. */
  TRAFFIC,

  /** The highest five minutes of each day; the days are added. In Mbit/s × days. */
  DAILY_PEAK,

  /**
   * The five minutes that are left as the highest when the highest 5 % of the month's are dropped
   * (of 8,640 points, 432), times the share of days on which anything was sent. In Mbit/s.
   */
  MONTHLY_95TH,

  /** The fourth highest of the days' peaks; nothing with fewer than four days of use. In Mbit/s. */
  MONTHLY_FOURTH_PEAK;

  private static final int FOURTH = 4;

  /** The unit that this method's price is for. */
  public BillingUnit unit() {
    return switch (this) {
      case TRAFFIC -> BillingUnit.GIB;
      case DAILY_PEAK -> BillingUnit.MBIT_PER_SECOND_DAY;
      case MONTHLY_95TH, MONTHLY_FOURTH_PEAK -> BillingUnit.MBIT_PER_SECOND;
    };
  }

  /** What is billed of a month, in {@link #unit()}. */
  Ratio quantity(MonthUsage usage) {
    EgressSeries series = usage.egress();
    return switch (this) {
      case TRAFFIC -> BillingUnit.GIB.quantity(usage.egressBytes(), usage.month());
      case DAILY_PEAK ->
          rate(
              Arrays.stream(series.dailyPeaks())
                  .mapToObj(Ratio::of)
                  .reduce(Ratio.ZERO, Ratio::plus));
      case MONTHLY_95TH ->
          rate(Ratio.of(ninetyFifth(series)))
              .times(Ratio.of(series.daysOfUse(), usage.month().days()));
      case MONTHLY_FOURTH_PEAK -> rate(Ratio.of(fourthPeak(series)));
    };
  }

  private static long ninetyFifth(EgressSeries series) {
    long[] points = series.descending();
    return points[points.length / 20];
  }

  private static long fourthPeak(EgressSeries series) {
    long[] peaks = series.dailyPeaks();
    Arrays.sort(peaks);
    return peaks[peaks.length - FOURTH];
  }

  /** Bytes of five minutes as Mbit/s, of which each has 1,000,000 bits. */
  private static Ratio rate(Ratio bytes) {
    return bytes.times(Ratio.of(Byte.SIZE, BillingMonth.POINT.toSeconds() * 1_000_000));
  }
}
