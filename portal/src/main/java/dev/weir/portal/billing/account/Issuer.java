package dev.weir.portal.billing.account;

/**
 * Who makes out the platform's invoices.
 *
 * @param payment how they are paid, in lines: an account, a reference
 * @param dueDays days from an invoice to when it is due
 * @param suspends whether a tenant that has not paid after all reminders is suspended
 * @param version counts edits
 */
public record Issuer(Address address, String payment, int dueDays, boolean suspends, long version) {

  /** Longest words about payment, characters. */
  public static final int MAX_PAYMENT = 500;

  /** Most days. */
  public static final int MAX_DUE_DAYS = 365;
}
