package dev.weir.portal.billing.account;

/**
 * Whom an invoice is from, or for. Empty texts are left out.
 *
 * @param name of the company, or the person
 * @param address in lines
 * @param taxNumber such as a VAT number
 */
public record Address(String name, String address, String taxNumber) {

  /** Longest name, characters. */
  public static final int MAX_NAME = 128;

  /** Longest address, characters. */
  public static final int MAX_ADDRESS = 500;

  /** Longest number, characters. */
  public static final int MAX_TAX_NUMBER = 40;
}
