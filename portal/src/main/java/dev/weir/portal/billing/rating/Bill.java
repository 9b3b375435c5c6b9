package dev.weir.portal.billing.rating;

import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A month's bill, in minor units. In this order: lines, discount, what is missing to the minimum,
 * credits, tax.
 *
 * @param currency of all amounts
 * @param lines one for each price of the card, those of nothing too
 * @param discountMinor what is taken off the lines
 * @param minimumMinor what is added to reach the minimum
 * @param creditMinor credit that was used; no more than there was to pay
 * @param taxMinor tax on what is left
 */
public record Bill(
    Currency currency,
    List<BillLine> lines,
    long discountMinor,
    long minimumMinor,
    long creditMinor,
    long taxMinor) {

  /**
   * Makes out a bill.
   *
   * @param creditMinor credit that there is, not below zero
   * @throws ArithmeticException when an amount is too large to be one
   */
  public static Bill of(Terms terms, MonthUsage usage, long creditMinor) {
    RateCard card = terms.card();
    int digits = Math.max(0, card.currency().getDefaultFractionDigits());
    List<BillLine> lines = new ArrayList<>();
    Position egress = card.egress().get(terms.method());
    if (egress == null) {
      throw new IllegalStateException("terms without a price for what viewers are sent");
    }
    lines.add(BillLine.of(egress, usage, digits));
    card.positions().forEach(position -> lines.add(BillLine.of(position, usage, digits)));
    long used = sum(lines);
    long discount = terms.discount().of(used);
    long missing = Math.max(0, terms.minimumMinor() - (used - discount));
    long payable = Math.addExact(used - discount, missing);
    long credit = Math.clamp(creditMinor, 0, payable);
    long tax = terms.tax().map(each -> each.share().of(payable - credit)).orElse(0L);
    return new Bill(card.currency(), List.copyOf(lines), discount, missing, credit, tax);
  }

  /** The same month by each method that the card has a price for, side by side. */
  public static Map<EgressMethod, Bill> byEachMethod(
      Terms terms, MonthUsage usage, long creditMinor) {
    Map<EgressMethod, Bill> bills = new EnumMap<>(EgressMethod.class);
    for (EgressMethod method : terms.card().egress().keySet()) {
      bills.put(method, of(terms.by(method), usage, creditMinor));
    }
    return bills;
  }

  /** What is owed without tax. */
  public long netMinor() {
    return sum(lines) - discountMinor + minimumMinor - creditMinor;
  }

  /** What is owed. */
  public long totalMinor() {
    return Math.addExact(netMinor(), taxMinor);
  }

  private static long sum(List<BillLine> lines) {
    return lines.stream().mapToLong(BillLine::amountMinor).reduce(0, Math::addExact);
  }
}
