package dev.weir.portal.billing.rating;

import java.util.Optional;

/**
 * What was agreed with a tenant.
 *
 * @param card its prices
 * @param method by what it pays for what viewers are sent; one that the card has
 * @param discount off every line
 * @param minimumMinor what a month costs at least, before credits and tax; minor units
 * @param tax on what is left; empty where none is owed
 */
public record Terms(
    RateCard card, EgressMethod method, Share discount, long minimumMinor, Optional<Tax> tax) {

  /** Throws {@link IllegalArgumentException} for a method without a price or a minimum below 0. */
  public Terms {
    if (!card.egress().containsKey(method)) {
      throw new IllegalArgumentException("the rate card has no price by " + method);
    }
    if (minimumMinor < 0) {
      throw new IllegalArgumentException("a minimum is not below zero: " + minimumMinor);
    }
  }

  /** The same terms, but for the method. */
  public Terms by(EgressMethod other) {
    return new Terms(card, other, discount, minimumMinor, tax);
  }

  /**
   * A tax on the whole bill.
   *
   * @param name as bills say it, such as VAT
   * @param share how much of the net
   */
  public record Tax(String name, Share share) {}
}
