package dev.weir.portal.billing.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.account.AccountStore.Edit;
import dev.weir.portal.billing.account.Posting.Book;
import dev.weir.portal.billing.account.Posting.Reason;
import dev.weir.portal.billing.card.CardVersion;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What is agreed with tenants, and what is written into their book by hand, by the platform's
 * staff. Both audit logs tell of it. For virtual threads.
 */
public final class BillingOffice {

  private static final String BILLED =
      """
      SELECT max(month) FILTER (WHERE state = 'FINAL') AS last, count(*) AS found FROM invoice
      WHERE tenant_id = $1 AND kind = 'INVOICE'
      """;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Accounts in this database. */
  public BillingOffice(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /**
   * All that staff sees of a tenant's account.
   *
   * @param terms newest first
   * @param currency of the newest terms; empty before any were agreed
   */
  public record Sheet(
      Optional<BillingAccount> account,
      List<AgreedTerms> terms,
      Optional<Currency> currency,
      Balance balance,
      List<Posting> postings) {

    /** Copies the lists. */
    public Sheet {
      terms = List.copyOf(terms);
      postings = List.copyOf(postings);
    }
  }

  /** What came of an agreement. */
  public enum Outcome {
    /** It holds. */
    AGREED,
    /** No such card, or none that has prices for that month. */
    NO_CARD,
    /** The card has no price by that method. */
    NO_METHOD,
    /** The tenant's book is in another currency. */
    OTHER_CURRENCY,
    /** Invoices of that month or of later ones are final. */
    BILLED_ALREADY,
    /** Invoices were made with another time zone. */
    OTHER_ZONE
  }

  /** A tenant's account. */
  public Sheet sheet(Staff staff, TenantId tenant) {
    return database.inPlatform(connection -> {
      List<AgreedTerms> terms = AccountStore.allTerms(connection, tenant);
      return new Sheet(
          AccountStore.account(connection, tenant),
          terms,
          currency(connection, terms),
          PostingBook.balance(connection, tenant),
          PostingBook.latest(connection, tenant));
    });
  }

  /** Agrees upon terms. Months whose invoice is final keep those that they had. */
  public Outcome agree(Staff staff, TenantId tenant, ZoneId zone, AgreedTerms terms) {
    return database.inPlatform(connection -> {
      Optional<BillingAccount> before = AccountStore.lock(connection, tenant);
      Outcome outcome = judge(connection, tenant, zone, terms, before);
      if (outcome == Outcome.AGREED) {
        Edit edit = new Edit(time.now(), staff.email());
        AccountStore.set(connection, tenant, zone, terms, edit);
        note(connection, staff, tenant, AuditAction.BILLING_TERMS_CHANGED, facts(zone, terms));
      }
      return outcome;
    });
  }

  /**
   * Writes into the book: a credit, or money that came in.
   *
   * @param amountMinor more of it, or less
   * @throws WeirFault {@code NOT_FOUND} for a tenant that nothing was agreed with
   */
  public void post(Staff staff, TenantId tenant, Book book, long amountMinor, String note) {
    database.inPlatform(connection -> {
      if (AccountStore.lock(connection, tenant).isEmpty()) {
        throw new WeirFault(FaultCode.NOT_FOUND, "no billing account tenant=" + tenant);
      }
      Currency currency =
          currency(connection, AccountStore.allTerms(connection, tenant)).orElseThrow();
      Posting posting =
          new Posting(
              time.now(),
              book,
              book == Book.CREDIT ? Reason.GRANT : Reason.PREPAYMENT,
              amountMinor,
              currency,
              Optional.empty(),
              note,
              staff.email());
      PostingBook.add(connection, tenant, posting);
      AuditFacts facts =
          AuditFacts.none()
              .with("book", book.name())
              .with("amount", Money.plain(currency, amountMinor) + " " + currency)
              .with("note", note);
      note(connection, staff, tenant, AuditAction.BILLING_POSTED, facts);
      return posting;
    });
  }

  /** Who makes out invoices. */
  public Issuer issuer() {
    return database.inPlatform(AccountStore::issuer);
  }

  /** Changes that; whether nobody else was quicker. */
  public boolean change(Staff staff, Issuer issuer) {
    return database.inPlatform(connection -> {
      boolean changed = AccountStore.set(connection, issuer);
      if (changed) {
        AuditEntry entry =
            AuditEntry.of(AuditAction.PLATFORM_SETTING_CHANGED, "billing")
                .after(
                    AuditFacts.none()
                        .with("issuer", issuer.address().name())
                        .with("dueDays", issuer.dueDays())
                        .with("suspends", issuer.suspends()));
        audit.record(connection, staff.in(AuditLog.PLATFORM), entry);
      }
      return changed;
    });
  }

  private static Outcome judge(
      SqlConnection connection,
      TenantId tenant,
      ZoneId zone,
      AgreedTerms terms,
      Optional<BillingAccount> before) {
    Optional<CardVersion> card = RateCards.of(connection, terms.card(), terms.from());
    if (card.isEmpty()) {
      return Outcome.NO_CARD;
    }
    if (!card.get().rateCard().egress().containsKey(terms.method())) {
      return Outcome.NO_METHOD;
    }
    Optional<Currency> book = currency(connection, AccountStore.allTerms(connection, tenant));
    if (book.filter(other -> !other.equals(card.get().currency())).isPresent()) {
      return Outcome.OTHER_CURRENCY;
    }
    Row billed =
        connection
            .preparedQuery(BILLED)
            .execute(Tuple.of(tenant.value()))
            .await()
            .iterator()
            .next();
    LocalDate last = billed.getLocalDate("last");
    if (last != null && !terms.from().isAfter(YearMonth.from(last))) {
      return Outcome.BILLED_ALREADY;
    }
    boolean otherZone = before.filter(account -> !account.zone().equals(zone)).isPresent();
    return otherZone && billed.getLong("found") > 0 ? Outcome.OTHER_ZONE : Outcome.AGREED;
  }

  /** Of the newest terms, for a month in which their card has prices. */
  private static Optional<Currency> currency(SqlConnection connection, List<AgreedTerms> terms) {
    return terms.stream()
        .findFirst()
        .flatMap(newest -> RateCards.of(connection, newest.card(), newest.from()))
        .map(CardVersion::currency);
  }

  private static AuditFacts facts(ZoneId zone, AgreedTerms terms) {
    return AuditFacts.none()
        .with("from", terms.from().toString())
        .with("card", terms.card())
        .with("method", terms.method().name())
        .with("discountBasisPoints", terms.discount().basisPoints())
        .with("minimumMinor", terms.minimumMinor())
        .with("taxBasisPoints", terms.tax().map(tax -> tax.share().basisPoints()).orElse(0))
        .with("zone", zone.getId());
  }

  private void note(
      SqlConnection connection,
      Staff staff,
      TenantId tenant,
      AuditAction action,
      AuditFacts facts) {
    AuditEntry entry = AuditEntry.of(action, tenant.toString()).after(facts);
    audit.record(connection, staff.in(AuditLog.PLATFORM), entry);
    audit.record(connection, staff.in(tenant), entry);
  }
}
