package dev.weir.portal.billing.account;

import dev.weir.portal.billing.card.CardVersion;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.Terms;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What was agreed with a tenant, from a month on, until something else is.
 *
 * @param from the first month
 * @param card the rate card's name
 * @param method by what it pays for what viewers are sent
 * @param discount off every line
 * @param minimumMinor what a month costs at least, minor units of the card's currency
 * @param tax on what is left
 */
public record AgreedTerms(
    YearMonth from,
    String card,
    EgressMethod method,
    Share discount,
    long minimumMinor,
    Optional<Terms.Tax> tax) {

  /** With the prices of a month. */
  public Terms with(CardVersion version) {
    return new Terms(version.rateCard(), method, discount, minimumMinor, tax);
  }
}
