package dev.weir.portal.quota;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent.Quota;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Tenants whose recordings take up all that they may store. No recording of theirs begins: their
 * policies have no rules for recordings meanwhile, and nobody can ask for one. What is being
 * recorded goes on to its end. For virtual threads.
 */
public final class FullStores {

  /** Counts for all tenants at once, and changes what has changed. */
  private static final String LOOK =
      """
      WITH used AS (
        SELECT tenant_id, sum(bytes) AS bytes FROM recording
        WHERE state <> 'FAILED' GROUP BY tenant_id),
      filled AS (
        SELECT t.id AS tenant_id FROM tenant t LEFT JOIN used u ON u.tenant_id = t.id
        WHERE coalesce(u.bytes, 0) >= quota(t.id, 'STORAGE_BYTES')),
      freed AS (
        DELETE FROM full_store WHERE tenant_id NOT IN (SELECT tenant_id FROM filled)
        RETURNING tenant_id),
      entered AS (
        INSERT INTO full_store (tenant_id, since) SELECT tenant_id, $1 FROM filled
        ON CONFLICT (tenant_id) DO NOTHING RETURNING tenant_id)
      SELECT tenant_id, false AS restored FROM entered
      UNION ALL SELECT tenant_id, true FROM freed ORDER BY tenant_id
      """;

  private static final String FULL = "SELECT EXISTS (SELECT FROM full_store WHERE tenant_id = $1)";

  private final Database database;
  private final TimeSource time;

  /** Counts in this database. */
  public FullStores(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /** Looks at all tenants; policies that change are published with the next round. */
  public void look() {
    Instant now = time.now();
    Outbox outbox = new Outbox(time);
    database.inPlatform(connection -> {
      Tuple values = Tuple.of(now.atOffset(ZoneOffset.UTC));
      for (Row row : connection.preparedQuery(LOOK).execute(values).await()) {
        String quota = QuotaKind.STORAGE_BYTES.name();
        outbox.put(
            connection,
            new TenantId(row.getUUID("tenant_id")),
            new Quota(quota, now, row.getBoolean("restored")));
      }
      return now;
    });
  }

  /** Whether a tenant's store was full when it was last looked at. */
  public boolean isFull(TenantId tenant) {
    Tuple key = Tuple.of(tenant.value());
    return database.inTenant(
        tenant,
        connection ->
            connection.preparedQuery(FULL).execute(key).await().iterator().next().getBoolean(0));
  }
}
