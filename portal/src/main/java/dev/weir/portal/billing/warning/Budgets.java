package dev.weir.portal.billing.warning;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a tenant wants to spend in a month at most. For virtual threads. */
public final class Budgets {

  /** Largest budget, minor units. */
  public static final long MAX_MINOR = 1_000_000_000_000L;

  private static final String READ =
      "SELECT amount_minor, warned_month, warned_percent FROM billing_budget WHERE tenant_id = $1";
  private static final String SET =
      """
      INSERT INTO billing_budget (tenant_id, amount_minor, changed_at, changed_by)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant_id) DO UPDATE
        SET amount_minor = excluded.amount_minor, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by, warned_month = NULL, warned_percent = 0
      """;
  private static final String CLEAR = "DELETE FROM billing_budget WHERE tenant_id = $1";

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Budgets in this database. */
  public Budgets(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /** The budget, minor units; empty for none. Wants {@code billing:read}. */
  public Optional<Long> read(Actor actor) {
    actor.require(Permission.BILLING_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant,
        connection -> {
          for (Row row : connection.preparedQuery(READ).execute(Tuple.of(tenant.value())).await()) {
            return Optional.of(row.getLong("amount_minor"));
          }
          return Optional.<Long>empty();
        });
  }

  /** Sets it, or takes it away; warnings begin anew. Wants {@code billing:write}. */
  public void change(Actor actor, Optional<Long> amountMinor) {
    actor.require(Permission.BILLING_WRITE);
    TenantId tenant = actor.tenant();
    database.inTenant(
        tenant,
        connection -> {
          if (amountMinor.isPresent()) {
            Tuple values =
                Tuple.of(
                    tenant.value(),
                    amountMinor.get(),
                    time.now().atOffset(ZoneOffset.UTC),
                    actor.name());
            connection.preparedQuery(SET).execute(values).await();
          } else {
            connection.preparedQuery(CLEAR).execute(Tuple.of(tenant.value())).await();
          }
          audit.record(
              connection,
              actor,
              AuditEntry.of(AuditAction.BUDGET_CHANGED, "budget")
                  .after(AuditFacts.none().with("amountMinor", amountMinor.orElse(0L))));
          return tenant;
        });
  }
}
