package dev.weir.portal.billing.account;

import dev.weir.portal.billing.rating.BillingMonth;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * That a tenant is billed.
 *
 * @param zone where its months and days begin
 * @param firstMonth the first month that is billed
 */
public record BillingAccount(ZoneId zone, YearMonth firstMonth) {

  /** A month as this tenant has it. */
  public BillingMonth month(YearMonth month) {
    return new BillingMonth(month, zone);
  }

  /** The month that a moment belongs to. */
  public BillingMonth monthOf(Instant moment) {
    return month(YearMonth.from(moment.atZone(zone)));
  }
}
