package dev.weir.portal.billing.invoice;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.month.LedgerCut;
import dev.weir.portal.billing.rating.BillingMonth;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/**
 * An invoice, or a credit note, whose amounts are below zero. Once it is final, it changes in one
 * way: it can be declared void.
 *
 * @param month what it is about
 * @param number without gaps over the platform; empty for a draft
 * @param corrects the invoice that a credit note is about
 * @param cut which rows of the ledger it has
 * @param dueOn empty for a draft, and for a credit note
 */
public record Invoice(
    TenantId tenant,
    UUID id,
    Kind kind,
    BillingMonth month,
    State state,
    Optional<String> number,
    Optional<UUID> corrects,
    Currency currency,
    Amounts amounts,
    InvoiceDocument document,
    LedgerCut cut,
    Instant madeAt,
    Optional<Instant> finalAt,
    Optional<LocalDate> dueOn,
    Optional<Instant> voidAt,
    String voidReason) {

  /** Longest reason of a void, or of a credit note, characters. */
  public static final int MAX_REASON = 500;

  /** What it is. */
  public enum Kind {
    INVOICE,
    CREDIT_NOTE
  }

  /** What became of it. Names are stored: they are never changed. */
  public enum State {
    /** Made by the monthly run, and made anew by the next. */
    DRAFT,
    /** It has a number, and is owed. */
    FINAL,
    /** It was final, and is not owed any more. */
    VOID
  }

  /**
   * What is owed, in minor units.
   *
   * @param netMinor without tax
   * @param taxMinor tax on it
   */
  public record Amounts(long netMinor, long taxMinor) {

    /** Both. */
    public long totalMinor() {
      return Math.addExact(netMinor, taxMinor);
    }
  }

  /** Whether the tenant sees it. */
  public boolean issued() {
    return state != State.DRAFT;
  }
}
