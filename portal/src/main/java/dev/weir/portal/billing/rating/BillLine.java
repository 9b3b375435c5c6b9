package dev.weir.portal.billing.rating;

import java.util.List;

/**
 * One line for what was used.
 *
 * @param measure of what
 * @param quantity how much, in the measure's unit, what was included among it
 * @param included units that cost nothing
 * @param parts what is left, by price
 * @param amountMinor what it costs, minor units, rounded once
 */
public record BillLine(
    Measure measure, Ratio quantity, long included, List<TierPart> parts, long amountMinor) {

  static BillLine of(Position position, MonthUsage usage, int minorDigits) {
    Ratio quantity = position.measure().quantity(usage);
    List<TierPart> parts = position.parts(quantity);
    Ratio amount = parts.stream().map(TierPart::amount).reduce(Ratio.ZERO, Ratio::plus);
    long minor = amount.decimal(minorDigits).unscaledValue().longValueExact();
    return new BillLine(position.measure(), quantity, position.included(), parts, minor);
  }
}
