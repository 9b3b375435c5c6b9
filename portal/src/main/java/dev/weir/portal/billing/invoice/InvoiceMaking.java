package dev.weir.portal.billing.invoice;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.account.AccountStore;
import dev.weir.portal.billing.account.AgreedTerms;
import dev.weir.portal.billing.account.BillingAccount;
import dev.weir.portal.billing.account.Issuer;
import dev.weir.portal.billing.account.PostingBook;
import dev.weir.portal.billing.card.CardVersion;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.invoice.Invoice.Amounts;
import dev.weir.portal.billing.invoice.Invoice.Kind;
import dev.weir.portal.billing.invoice.Invoice.State;
import dev.weir.portal.billing.invoice.InvoiceDocument.Agreed;
import dev.weir.portal.billing.invoice.InvoiceDocument.Line;
import dev.weir.portal.billing.month.LedgerCut;
import dev.weir.portal.billing.month.LedgerMonth;
import dev.weir.portal.billing.rating.Bill;
import dev.weir.portal.billing.rating.BillLine;
import dev.weir.portal.billing.rating.BillingMonth;
import dev.weir.portal.billing.rating.MonthUsage;
import dev.weir.portal.billing.rating.Terms;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes drafts of the ledger. The same ledger makes the same draft. Within a transaction. */
final class InvoiceMaking {

  private static final String CLOCK = "SELECT closed_until, entered_at FROM usage_clock";

  private InvoiceMaking() {}

  /** What came of it. */
  enum Outcome {
    /** A draft was made. */
    MADE,
    /** The draft that there was is another one now. */
    REMADE,
    /** The draft that there was is as it would be made. */
    SAME,
    /** The invoice is final: it is left alone. */
    FINAL,
    /** The month goes on, or some of it is not entered yet. */
    NOT_OVER,
    /** Nothing was agreed for that month. */
    NOT_BILLED
  }

  /** Makes a month's draft, or makes it anew. */
  static Outcome draft(SqlConnection connection, TenantId tenant, YearMonth of, Instant now) {
    Optional<BillingAccount> account = AccountStore.lock(connection, tenant);
    if (account.isEmpty() || of.isBefore(account.get().firstMonth())) {
      return Outcome.NOT_BILLED;
    }
    Optional<Invoice> standing = InvoiceStore.standing(connection, tenant, of);
    if (standing.filter(Invoice::issued).isPresent()) {
      return Outcome.FINAL;
    }
    BillingMonth month = account.get().month(of);
    Row clock = connection.query(CLOCK).execute().await().iterator().next();
    if (clock.getOffsetDateTime("closed_until").toInstant().isBefore(month.ends())) {
      return Outcome.NOT_OVER;
    }
    Optional<AgreedTerms> agreed = AccountStore.terms(connection, tenant, of);
    Optional<CardVersion> card =
        agreed.flatMap(terms -> RateCards.of(connection, terms.card(), of));
    if (card.isEmpty()) {
      return Outcome.NOT_BILLED;
    }
    Basis basis = new Basis(tenant, account.get(), month, agreed.get(), card.get());
    Instant entered = clock.getOffsetDateTime("entered_at").toInstant();
    UUID id = standing.map(Invoice::id).orElseGet(UUID::randomUUID);
    return keep(connection, standing, make(connection, basis, id, entered, now));
  }

  /** What a draft is made by. */
  private record Basis(
      TenantId tenant,
      BillingAccount account,
      BillingMonth month,
      AgreedTerms agreed,
      CardVersion card) {}

  private static Invoice make(
      SqlConnection connection, Basis basis, UUID id, Instant entered, Instant now) {
    TenantId tenant = basis.tenant();
    LedgerCut cut =
        InvoiceStore.cut(
            connection,
            tenant,
            basis.month(),
            basis.account().month(basis.account().firstMonth()).begins(),
            entered);
    Bill bill =
        Bill.of(
            basis.agreed().with(basis.card()),
            LedgerMonth.billed(connection, tenant, basis.month(), cut),
            Math.max(0, PostingBook.balance(connection, tenant).creditMinor()));
    Issuer issuer = AccountStore.issuer(connection);
    InvoiceDocument document =
        new InvoiceDocument(
            issuer.address(),
            issuer.payment(),
            AccountStore.recipient(connection, tenant).address(),
            agreed(basis.agreed(), basis.card()),
            lines(basis.card().lines(basis.agreed().method()), bill),
            bill.discountMinor(),
            bill.minimumMinor(),
            bill.creditMinor(),
            "");
    return new Invoice(
        tenant,
        id,
        Kind.INVOICE,
        basis.month(),
        State.DRAFT,
        Optional.empty(),
        Optional.empty(),
        bill.currency(),
        new Amounts(bill.netMinor(), bill.taxMinor()),
        document,
        cut,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private static Outcome keep(SqlConnection connection, Optional<Invoice> before, Invoice made) {
    if (before.isEmpty()) {
      InvoiceStore.add(connection, made);
      return Outcome.MADE;
    }
    Invoice old = before.get();
    boolean same =
        old.document().equals(made.document())
            && old.amounts().equals(made.amounts())
            && old.month().equals(made.month())
            && old.currency().equals(made.currency())
            && old.cut().lateAfter().equals(made.cut().lateAfter());
    if (same) {
      return Outcome.SAME;
    }
    InvoiceStore.remake(connection, made);
    return Outcome.REMADE;
  }

  /**
   * The bill that an invoice is of, from the ledger as it was then.
   *
   * @throws IllegalStateException when its rate card is gone, which cannot be
   */
  static Bill again(SqlConnection connection, Invoice invoice) {
    Agreed agreed = invoice.document().terms();
    CardVersion card =
        RateCards.version(connection, agreed.card(), agreed.cardVersion())
            .orElseThrow(() -> new IllegalStateException("no card " + agreed.card()));
    MonthUsage usage =
        LedgerMonth.billed(connection, invoice.tenant(), invoice.month(), invoice.cut());
    Terms terms =
        new Terms(
            card.rateCard(),
            agreed.method(),
            agreed.discount(),
            agreed.minimumMinor(),
            agreed.tax());
    return Bill.of(terms, usage, invoice.document().creditMinor());
  }

  /** The lines of a bill with the names of what they are about. */
  static List<Line> lines(List<Priced> things, Bill bill) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(things.size(), bill.lines().size()); i++) {
      BillLine line = bill.lines().get(i);
      lines.add(
          new Line(
              things.get(i), line.quantity(), line.included(), line.parts(), line.amountMinor()));
    }
    return lines;
  }

  private static Agreed agreed(AgreedTerms terms, CardVersion card) {
    return new Agreed(
        card.card(),
        card.version(),
        terms.method(),
        terms.discount(),
        terms.minimumMinor(),
        terms.tax());
  }
}
