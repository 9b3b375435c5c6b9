package dev.weir.portal.billing.rating;

import java.util.List;

/**
 * A price of a rate card.
 *
 * @param measure what it is the price of
 * @param included units that cost nothing, before the first step
 * @param tiers what the others cost
 */
public record Position(Measure measure, long included, Tiers tiers) {

  /** Throws {@link IllegalArgumentException} for less than nothing. */
  public Position {
    if (included < 0) {
      throw new IllegalArgumentException("nothing or more is included: " + included);
    }
  }

  /** What a quantity falls into, without what is included. */
  List<TierPart> parts(Ratio quantity) {
    return tiers.parts(quantity.minus(Ratio.of(included)).max(Ratio.ZERO));
  }
}
