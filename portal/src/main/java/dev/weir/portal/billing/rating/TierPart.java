package dev.weir.portal.billing.rating;

import java.math.BigDecimal;

/**
 * A part of a line that has one price.
 *
 * @param quantity how many units
 * @param price of one, in the currency's major unit
 */
public record TierPart(Ratio quantity, BigDecimal price) {

  Ratio amount() {
    return quantity.times(Ratio.of(price));
  }
}
