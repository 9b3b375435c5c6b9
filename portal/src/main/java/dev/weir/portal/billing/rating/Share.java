package dev.weir.portal.billing.rating;

/**
 * A share of an amount.
 *
 * @param basisPoints hundredths of a percent, 0 to 10,000
 */
public record Share(int basisPoints) {

  /** No share. */
  public static final Share NONE = new Share(0);

  private static final int WHOLE = 10_000;

  /** Throws {@link IllegalArgumentException} for more than everything or less than nothing. */
  public Share {
    if (basisPoints < 0 || basisPoints > WHOLE) {
      throw new IllegalArgumentException("a share is 0 to 100 %: " + basisPoints);
    }
  }

  /** As {@link RateCard} rounds. */
  public long of(long minor) {
    return Ratio.of(minor).times(Ratio.of(basisPoints, WHOLE)).decimal(0).longValueExact();
  }
}
