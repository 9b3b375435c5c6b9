package dev.weir.portal.billing.account;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry of the book, which nobody changes.
 *
 * @param amountMinor more of what the book is about, or less, in minor units; not zero
 * @param invoice which it belongs to
 * @param note in words, for people
 * @param by who made it; empty for the platform itself
 */
public record Posting(
    Instant at,
    Book book,
    Reason reason,
    long amountMinor,
    Currency currency,
    Optional<UUID> invoice,
    String note,
    String by) {

  /** Longest note, characters. */
  public static final int MAX_NOTE = 200;

  /** Largest amount that is posted by hand, minor units. */
  public static final long MAX_AMOUNT_MINOR = 1_000_000_000_000L;

  /** What is written down apart. */
  public enum Book {
    /** What the tenant owes, by invoices that are final. */
    OWED,
    /** What it was given, which is taken off the next bills before tax. */
    CREDIT,
    /** What it has paid beforehand, out of which the next invoices are paid. */
    PREPAID
  }

  /** Why. Names are stored: they are never changed. */
  public enum Reason {
    /** A credit was given, or taken back. */
    GRANT,
    /** Money came in before there was an invoice. */
    PREPAYMENT,
    /** An invoice became final. */
    INVOICE,
    /** It was declared void. */
    VOID,
    /** A credit note. */
    CREDIT_NOTE,
    /** Money came in for an invoice. */
    PAYMENT
  }
}
