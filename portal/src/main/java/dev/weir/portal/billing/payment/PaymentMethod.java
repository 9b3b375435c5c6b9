package dev.weir.portal.billing.payment;

import dev.weir.contract.identity.TenantId;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/**
 * A way in which invoices are paid, such as one that charges a card that a tenant left with a
 * payment provider. It is asked for each invoice that is final and of which something is owed, by
 * one portal at a time, once an hour until nothing is owed any more.
 */
@FunctionalInterface
public interface PaymentMethod {

  /**
   * What is to be paid.
   *
   * @param key names this demand: asked again under the same key, a method answers the same and
   *     takes the money no second time
   * @param number of the invoice
   * @param amountMinor what is owed of it, above zero
   * @param dueOn the day on which it is due, where the tenant lives
   */
  record Demand(
      TenantId tenant,
      UUID invoice,
      String key,
      String number,
      Currency currency,
      long amountMinor,
      LocalDate dueOn) {}

  /** What came of it. */
  sealed interface Answer {

    /** Nothing yet; the money comes, or does not, in its own time. */
    record Awaited() implements Answer {}

    /**
     * The money is there.
     *
     * @param amountMinor above zero, at most what was demanded
     * @param reference by which it is found at the provider, for people; stands in the book
     */
    record Received(long amountMinor, String reference) implements Answer {}

    /**
     * It was refused, and the tenant is reminded as of any invoice.
     *
     * @param reason in words, for the operator
     */
    record Refused(String reason) implements Answer {}
  }

  /**
   * Asks for money. May wait for seconds; what it throws counts as {@link Answer.Awaited}. On a
   * virtual thread.
   */
  Answer ask(Demand demand);

  /** Money that is transferred, and noted by the operator's staff when it has come in. */
  static PaymentMethod manual() {
    return _ -> new Answer.Awaited();
  }
}
