package dev.weir.portal.billing.account;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.account.AccountStore.Edit;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;

/** Whom a tenant's invoices are for, as the tenant says it. For virtual threads. */
public final class Recipients {

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Addresses in this database. */
  public Recipients(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /** Whom; wants {@code billing:read}. */
  public Recipient read(Actor actor) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(tenant, connection -> AccountStore.recipient(connection, tenant));
  }

  /** Says whom, from the next invoice on; wants {@code billing:write}. */
  public void change(Actor actor, Recipient recipient) {
    actor.require(Permission.BILLING_WRITE);
    TenantId tenant = actor.tenant();
    database.inTenant(
        tenant,
        connection -> {
          AccountStore.set(connection, tenant, recipient, new Edit(time.now(), actor.name()));
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.BILLING_ADDRESS_CHANGED, recipient.address().name())
                  .after(
                      AuditFacts.none()
                          .with("address", recipient.address().address())
                          .with("taxNumber", recipient.address().taxNumber())
                          .with("email", recipient.email())));
          return recipient;
        });
  }
}
