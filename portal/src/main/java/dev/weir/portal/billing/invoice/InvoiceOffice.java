package dev.weir.portal.billing.invoice;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.account.AccountStore;
import dev.weir.portal.billing.account.Address;
import dev.weir.portal.billing.account.Balance;
import dev.weir.portal.billing.account.BillingAccount;
import dev.weir.portal.billing.account.Issuer;
import dev.weir.portal.billing.account.Posting;
import dev.weir.portal.billing.account.Posting.Book;
import dev.weir.portal.billing.account.Posting.Reason;
import dev.weir.portal.billing.account.PostingBook;
import dev.weir.portal.billing.invoice.Invoice.Amounts;
import dev.weir.portal.billing.invoice.Invoice.Kind;
import dev.weir.portal.billing.invoice.Invoice.State;
import dev.weir.portal.billing.money.Money;
import dev.weir.portal.billing.rating.Terms;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Invoices in the hands of the platform's staff: made final, declared void, corrected, and paid.
 * What becomes of one and what the book says of it is one transaction. For virtual threads.
 */
public final class InvoiceOffice {

  /** Most invoices of a list. */
  public static final int MAX_SHOWN = 200;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Invoices in this database. */
  public InvoiceOffice(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /** What came of a wish. */
  public enum Outcome {
    /** It is done. */
    DONE,
    /** The draft was made anew and is another one now: nothing is final. */
    CHANGED,
    /** An earlier month has no invoice yet, or it is a draft. */
    EARLIER_FIRST,
    /** The invoice is not in a state in which that is possible. */
    NOT_POSSIBLE,
    /** More than there is. */
    TOO_MUCH
  }

  /** A tenant's invoices, drafts too, newest first. */
  public List<Invoice> of(Staff staff, TenantId tenant) {
    return database.inPlatform(
        connection -> InvoiceStore.ofTenant(connection, tenant, true, MAX_SHOWN));
  }

  /** All tenants' invoices in a state, newest first. */
  public List<Invoice> of(Staff staff, State state) {
    return database.inPlatform(connection -> InvoiceStore.ofState(connection, state, MAX_SHOWN));
  }

  /** An invoice, and what is still owed of it. Throws {@code WeirFault NOT_FOUND}. */
  public Standing find(Staff staff, TenantId tenant, UUID id) {
    return database.inPlatform(connection ->
        new Standing(invoice(connection, tenant, id), PostingBook.owed(connection, tenant, id)));
  }

  /**
   * An invoice and how it stands.
   *
   * @param owedMinor what is still to be paid of it
   */
  public record Standing(Invoice invoice, long owedMinor) {}

  /** Makes a draft final, after making it once more: what is signed is what was looked at. */
  public Outcome makeFinal(Staff staff, TenantId tenant, UUID id) {
    return database.inPlatform(connection -> {
      BillingAccount account = account(connection, tenant);
      Invoice draft = invoice(connection, tenant, id);
      if (draft.state() != State.DRAFT) {
        return Outcome.NOT_POSSIBLE;
      }
      long before = ChronoUnit.MONTHS.between(account.firstMonth(), draft.month().month());
      if (InvoiceStore.monthsBefore(connection, tenant, draft.month().month()) < before) {
        return Outcome.EARLIER_FIRST;
      }
      InvoiceMaking.Outcome again =
          InvoiceMaking.draft(connection, tenant, draft.month().month(), time.now());
      if (again != InvoiceMaking.Outcome.SAME) {
        return Outcome.CHANGED;
      }
      issue(connection, staff, draft);
      return Outcome.DONE;
    });
  }

  private void issue(SqlConnection connection, Staff staff, Invoice draft) {
    TenantId tenant = draft.tenant();
    Instant now = time.now();
    Issuer issuer = AccountStore.issuer(connection);
    Invoice issued =
        new Invoice(
            tenant,
            draft.id(),
            Kind.INVOICE,
            draft.month(),
            State.FINAL,
            Optional.of(InvoiceStore.number(connection, now.atOffset(ZoneOffset.UTC).getYear())),
            Optional.empty(),
            draft.currency(),
            draft.amounts(),
            draft.document(),
            draft.cut(),
            draft.madeAt(),
            Optional.of(now),
            Optional.of(now.atZone(draft.month().zone()).toLocalDate().plusDays(issuer.dueDays())),
            Optional.empty(),
            "");
    InvoiceStore.makeFinal(connection, issued);
    Balance balance = PostingBook.balance(connection, tenant);
    long total = issued.amounts().totalMinor();
    post(connection, staff, issued, Book.CREDIT, Reason.INVOICE, -draft.document().creditMinor());
    post(connection, staff, issued, Book.OWED, Reason.INVOICE, total);
    long paid = Math.clamp(balance.prepaidMinor(), 0, Math.max(0, total));
    post(connection, staff, issued, Book.PREPAID, Reason.PAYMENT, -paid);
    post(connection, staff, issued, Book.OWED, Reason.PAYMENT, -paid);
    CallbackEvent.Invoice told =
        new CallbackEvent.Invoice(
            issued.number().orElseThrow(),
            now,
            issued.month().month().toString(),
            total,
            issued.currency().getCurrencyCode());
    new Outbox(time).put(connection, tenant, told);
    note(connection, staff, issued, AuditAction.INVOICE_FINALIZED, total);
  }

  /**
   * Declares an invoice void: nothing of it is owed any more, the credit that it used is back, and
   * what was paid of it is there for the next. Its month can be billed again.
   */
  public Outcome declareVoid(Staff staff, TenantId tenant, UUID id, String reason) {
    return database.inPlatform(connection -> {
      account(connection, tenant);
      Invoice invoice = invoice(connection, tenant, id);
      boolean possible =
          invoice.kind() == Kind.INVOICE
              && invoice.state() == State.FINAL
              && InvoiceStore.corrected(connection, tenant, id) == 0;
      if (!possible || !InvoiceStore.declareVoid(connection, tenant, id, time.now(), reason)) {
        return Outcome.NOT_POSSIBLE;
      }
      long owed = PostingBook.owed(connection, tenant, id);
      long paid = invoice.amounts().totalMinor() - owed;
      post(connection, staff, invoice, Book.OWED, Reason.VOID, -owed);
      post(connection, staff, invoice, Book.PREPAID, Reason.VOID, paid);
      post(connection, staff, invoice, Book.CREDIT, Reason.VOID, invoice.document().creditMinor());
      note(connection, staff, invoice, AuditAction.INVOICE_VOIDED, -owed);
      return Outcome.DONE;
    });
  }

  /**
   * Makes out a credit note, which is final at once.
   *
   * @param netMinor how much less, without tax; above zero
   */
  public Outcome correct(Staff staff, TenantId tenant, UUID id, long netMinor, String reason) {
    return database.inPlatform(connection -> {
      account(connection, tenant);
      Invoice invoice = invoice(connection, tenant, id);
      if (invoice.kind() != Kind.INVOICE || invoice.state() != State.FINAL) {
        return Outcome.NOT_POSSIBLE;
      }
      long left = invoice.amounts().netMinor() + InvoiceStore.corrected(connection, tenant, id);
      if (netMinor <= 0 || netMinor > left) {
        return Outcome.TOO_MUCH;
      }
      Invoice made = note(connection, invoice, netMinor, reason);
      InvoiceStore.add(connection, made);
      long total = made.amounts().totalMinor();
      post(connection, staff, invoice, Book.OWED, Reason.CREDIT_NOTE, total);
      long tooMuch = Math.max(0, -PostingBook.owed(connection, tenant, id));
      post(connection, staff, invoice, Book.OWED, Reason.CREDIT_NOTE, tooMuch);
      post(connection, staff, invoice, Book.PREPAID, Reason.CREDIT_NOTE, tooMuch);
      note(connection, staff, made, AuditAction.CREDIT_NOTE_MADE, total);
      return Outcome.DONE;
    });
  }

  private Invoice note(SqlConnection connection, Invoice invoice, long netMinor, String reason) {
    Instant now = time.now();
    InvoiceDocument document = invoice.document();
    long tax =
        document.terms().tax().map(Terms.Tax::share).map(share -> share.of(netMinor)).orElse(0L);
    Issuer issuer = AccountStore.issuer(connection);
    Address recipient = AccountStore.recipient(connection, invoice.tenant()).address();
    return new Invoice(
        invoice.tenant(),
        UUID.randomUUID(),
        Kind.CREDIT_NOTE,
        invoice.month(),
        State.FINAL,
        Optional.of(InvoiceStore.number(connection, now.atOffset(ZoneOffset.UTC).getYear())),
        Optional.of(invoice.id()),
        invoice.currency(),
        new Amounts(-netMinor, -tax),
        new InvoiceDocument(
            issuer.address(), "", recipient, document.terms(), List.of(), 0, 0, 0, reason),
        invoice.cut(),
        now,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /**
   * Writes down that money came in for an invoice.
   *
   * @param amountMinor above zero, and no more than is owed of it
   */
  public Outcome pay(Staff staff, TenantId tenant, UUID id, long amountMinor, String note) {
    return database.inPlatform(connection -> {
      account(connection, tenant);
      Invoice invoice = invoice(connection, tenant, id);
      if (invoice.kind() != Kind.INVOICE || invoice.state() != State.FINAL) {
        return Outcome.NOT_POSSIBLE;
      }
      if (amountMinor <= 0 || amountMinor > PostingBook.owed(connection, tenant, id)) {
        return Outcome.TOO_MUCH;
      }
      add(connection, staff, invoice, Book.OWED, new Entry(Reason.PAYMENT, -amountMinor, note));
      note(connection, staff, invoice, AuditAction.PAYMENT_NOTED, amountMinor);
      return Outcome.DONE;
    });
  }

  private record Entry(Reason reason, long amountMinor, String note) {}

  private void post(
      SqlConnection connection,
      Staff staff,
      Invoice invoice,
      Book book,
      Reason reason,
      long amountMinor) {
    add(
        connection,
        staff,
        invoice,
        book,
        new Entry(reason, amountMinor, invoice.number().orElse("")));
  }

  private void add(SqlConnection connection, Staff staff, Invoice invoice, Book book, Entry entry) {
    PostingBook.add(
        connection,
        invoice.tenant(),
        new Posting(
            time.now(),
            book,
            entry.reason(),
            entry.amountMinor(),
            invoice.currency(),
            Optional.of(invoice.id()),
            entry.note(),
            staff.email()));
  }

  private void note(
      SqlConnection connection,
      Staff staff,
      Invoice invoice,
      AuditAction action,
      long amountMinor) {
    String amount =
        Money.plain(invoice.currency(), amountMinor) + " " + invoice.currency().getCurrencyCode();
    AuditEntry entry =
        AuditEntry.of(action, invoice.number().orElse(""))
            .after(
                AuditFacts.none()
                    .with("month", invoice.month().month().toString())
                    .with("amount", amount));
    audit.record(connection, staff.in(AuditLog.PLATFORM), entry);
    audit.record(connection, staff.in(invoice.tenant()), entry);
  }

  /** Whoever changes what is billed to a tenant takes turns at its account. */
  private static BillingAccount account(SqlConnection connection, TenantId tenant) {
    return AccountStore.lock(connection, tenant)
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "no billing tenant=" + tenant));
  }

  private static Invoice invoice(SqlConnection connection, TenantId tenant, UUID id) {
    return InvoiceStore.find(connection, tenant, id)
        .orElseThrow(
            () -> new WeirFault(FaultCode.NOT_FOUND, "tenant=%s invoice=%s".formatted(tenant, id)));
  }
}
