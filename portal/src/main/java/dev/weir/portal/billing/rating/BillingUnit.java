package dev.weir.portal.billing.rating;

/** What a price is for one of. */
public enum BillingUnit {
  /** 1,024³ bytes. */
  GIB,
  /** 60,000 milliseconds. */
  MINUTE,
  /** 1,000 things. */
  THOUSAND,
  /** 1,024³ bytes that were kept for the whole month. */
  GIB_MONTH,
  /** 1,000,000 bits a second. */
  MBIT_PER_SECOND,
  /** The same, for each day. */
  MBIT_PER_SECOND_DAY;

  private static final long GIB_BYTES = 1L << 30;
  private static final long MINUTE_MS = 60_000;

  /**
   * How many of these a count is.
   *
   * @param count bytes, milliseconds, pieces, or byte-hours
   * @param month a month whose hours divide byte-hours
   * @throws IllegalStateException for units of bandwidth, which no count can be turned into
   */
  public Ratio quantity(Ratio count, BillingMonth month) {
    return switch (this) {
      case GIB -> count.over(Ratio.of(GIB_BYTES));
      case MINUTE -> count.over(Ratio.of(MINUTE_MS));
      case THOUSAND -> count.over(Ratio.of(1_000));
      case GIB_MONTH -> count.over(Ratio.of(GIB_BYTES)).over(Ratio.of(month.length().toHours()));
      case MBIT_PER_SECOND, MBIT_PER_SECOND_DAY ->
          throw new IllegalStateException("bandwidth is not counted");
    };
  }
}
