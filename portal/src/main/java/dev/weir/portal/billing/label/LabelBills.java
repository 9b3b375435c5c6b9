package dev.weir.portal.billing.label;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.billing.invoice.Invoice;
import dev.weir.portal.billing.invoice.Invoices;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.label.StreamValues;
import dev.weir.runtime.postgres.Database;
import java.util.List;
import java.util.UUID;

/** A tenant's own invoices by label. For virtual threads. */
public final class LabelBills {

  private final Database database;
  private final Invoices invoices;

  /** Of these invoices, with the labels of this database. */
  public LabelBills(Database database, Invoices invoices) {
    this.database = database;
    this.invoices = invoices;
  }

  /**
   * An invoice by label.
   *
   * @param keys that can be chosen
   */
  public record Divided(Invoice invoice, List<String> keys, LabelBill bill) {

    /** Copies the list. */
    public Divided {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Divides an invoice; wants {@code billing:read}. Throws {@code WeirFault NOT_FOUND} for one that
   * is not there, and for a key that no stream has.
   *
   * @param asked the key; empty for the first that there is
   */
  public Divided divide(Actor actor, UUID id, String asked) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    Invoice invoice = invoices.find(actor, id).invoice();
    List<String> keys =
        database.inTenant(tenant, connection -> StreamValues.keys(connection, tenant));
    String key = asked.isEmpty() && !keys.isEmpty() ? keys.getFirst() : asked;
    if (!key.isEmpty() && !keys.contains(key)) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no label key=" + key);
    }
    StreamValues labels =
        database.inTenant(tenant, connection -> StreamValues.read(connection, tenant, key));
    return new Divided(
        invoice, keys, LabelBill.of(invoice, invoices.streams(actor, invoice), key, labels));
  }
}
