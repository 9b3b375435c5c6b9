package dev.weir.portal.billing.invoice;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.portal.billing.account.Balance;
import dev.weir.portal.billing.account.PostingBook;
import dev.weir.portal.billing.invoice.InvoiceOffice.Standing;
import dev.weir.portal.billing.month.LedgerMonth;
import dev.weir.portal.billing.month.LedgerMonth.LedgerRow;
import dev.weir.portal.billing.month.LedgerMonth.StreamSum;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A tenant's own invoices, those that are not drafts. For virtual threads. */
public final class Invoices {

  /** Most invoices of a list: of eight years, with a credit note for each. */
  public static final int MAX_SHOWN = 200;

  private final Database database;

  /** Invoices in this database. */
  public Invoices(Database database) {
    this.database = database;
  }

  /** All, newest first; wants {@code billing:read}. */
  public List<Invoice> list(Actor actor) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant, connection -> InvoiceStore.ofTenant(connection, tenant, false, MAX_SHOWN));
  }

  /** What the book comes to; wants {@code billing:read}. */
  public Balance balance(Actor actor) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(tenant, connection -> PostingBook.balance(connection, tenant));
  }

  /** One; wants {@code billing:read}. Throws {@code WeirFault NOT_FOUND}. */
  public Standing find(Actor actor, UUID id) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(tenant, connection -> find(connection, tenant, id));
  }

  /**
   * The rows of the ledger that are behind a line, in the order of time; wants {@code
   * billing:read}.
   *
   * @param line from zero
   * @param out takes them in pieces, and may wait
   */
  public void rows(Actor actor, UUID id, int line, Consumer<List<LedgerRow>> out) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    Invoice invoice = find(actor, id).invoice();
    if (line < 0 || line >= invoice.document().lines().size()) {
      throw new WeirFault(FaultCode.NOT_FOUND, "invoice=%s line=%d".formatted(id, line));
    }
    Set<MeterDetail> details = invoice.document().lines().get(line).thing().details();
    LedgerMonth.rows(database, tenant, invoice.month(), invoice.cut(), details, out);
  }

  /** What each stream had of an invoice, of all its lines; wants {@code billing:read}. */
  public List<StreamSum> streams(Actor actor, Invoice invoice) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant,
        connection -> LedgerMonth.byStream(connection, tenant, invoice.month(), invoice.cut()));
  }

  private static Standing find(SqlConnection connection, TenantId tenant, UUID id) {
    return InvoiceStore.find(connection, tenant, id)
        .filter(Invoice::issued)
        .map(invoice -> new Standing(invoice, PostingBook.owed(connection, tenant, id)))
        .orElseThrow(
            () -> new WeirFault(FaultCode.NOT_FOUND, "tenant=%s invoice=%s".formatted(tenant, id)));
  }
}
