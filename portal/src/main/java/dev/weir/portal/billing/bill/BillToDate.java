package dev.weir.portal.billing.bill;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AccountStore;
import dev.weir.portal.billing.account.AgreedTerms;
import dev.weir.portal.billing.account.BillingAccount;
import dev.weir.portal.billing.account.PostingBook;
import dev.weir.portal.billing.card.CardVersion;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.month.LedgerMonth;
import dev.weir.portal.billing.month.LedgerSums;
import dev.weir.portal.billing.rating.Bill;
import dev.weir.portal.billing.rating.BillingMonth;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Terms;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * What the month that goes on has cost so far, and what it may come to, by each method. It has what
 * nodes counted within about fifteen seconds. For virtual threads.
 */
public final class BillToDate {

  private final Database database;
  private final TimeSource time;

  /** Reads this database. */
  public BillToDate(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * A month that goes on.
   *
   * @param card the prices of this month
   * @param bill so far
   * @param forecast at its end, as the last seven days were
   * @param methods the forecast by each method that the card has a price for
   */
  public record Month(
      BillingMonth month,
      AgreedTerms terms,
      CardVersion card,
      Bill bill,
      Bill forecast,
      Map<EgressMethod, Bill> methods) {

    /** Copies the map. */
    public Month {
      methods = Map.copyOf(methods);
    }
  }

  /** The actor's tenant's; empty when it is not billed now. Wants {@code billing:read}. */
  public Optional<Month> month(Actor actor) {
    actor.require(Permission.BILLING_READ);
    return month(actor.tenant());
  }

  /** What the actor's tenant is billed in now; empty when it is not. Wants {@code billing:read}. */
  public Optional<Currency> currency(Actor actor) {
    actor.require(Permission.BILLING_READ);
    return agreement(actor.tenant(), time.now()).map(agreed -> agreed.card().currency());
  }

  /** The same for what the platform does by itself. */
  public Optional<Month> month(TenantId tenant) {
    Instant now = time.now();
    Optional<Agreement> agreement = agreement(tenant, now);
    return agreement.map(agreed ->
        database.inTenant(
            tenant,
            connection -> {
              BillingMonth month = agreed.month();
              Instant end = points(now);
              LedgerSums soFar = LedgerMonth.live(connection, tenant, month.begins(), end);
              LedgerSums week =
                  LedgerMonth.live(connection, tenant, points(now.minus(Forecast.PATTERN)), end);
              long credit = Math.max(0, PostingBook.balance(connection, tenant).creditMinor());
              Terms terms = agreed.terms().with(agreed.card());
              Map<EgressMethod, Bill> methods =
                  Bill.byEachMethod(terms, Forecast.of(month, soFar, week, end), credit);
              return new Month(
                  month,
                  agreed.terms(),
                  agreed.card(),
                  Bill.of(terms, soFar.usage(month), credit),
                  methods.getOrDefault(terms.method(), Bill.of(terms, soFar.usage(month), credit)),
                  methods);
            }));
  }

  /** What holds for a month. */
  record Agreement(BillingMonth month, AgreedTerms terms, CardVersion card) {}

  /** What holds now; empty for a tenant that is not billed. */
  Optional<Agreement> agreement(TenantId tenant, Instant now) {
    return database.inPlatform(connection -> {
      Optional<BillingAccount> account = AccountStore.account(connection, tenant);
      Optional<BillingMonth> month = account.map(known -> known.monthOf(now));
      Optional<AgreedTerms> terms =
          month.flatMap(of -> AccountStore.terms(connection, tenant, of.month()));
      return terms.flatMap(agreed ->
          RateCards.of(connection, agreed.card(), month.orElseThrow().month())
              .map(card -> new Agreement(month.orElseThrow(), agreed, card)));
    });
  }

  /** The end of the five minutes that go on. */
  private static Instant points(Instant now) {
    long length = BillingMonth.POINT.toSeconds();
    return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), length) + 1) * length);
  }
}
