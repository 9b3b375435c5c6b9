package dev.weir.portal.quota;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent.Quota;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, by callback, of quotas that are used up and of those that have room again, all but that of
 * recordings ({@link FullStores}). Only tenants that want to be told are looked at. Whichever
 * portal looks first tells. For virtual threads.
 */
public final class ReachedQuotas {

  /**
   * What nodes count goes up and down: there is room again below this part of it, in percent, so
   * that what swings about a quota is told once.
   */
  static final int ROOM_PERCENT = 90;

  private static final Logger LOG = LoggerFactory.getLogger(ReachedQuotas.class);
  private static final int WHOLE = 100;
  private static final String CURIOUS =
      """
      SELECT DISTINCT tenant_id FROM callback
      WHERE state <> 'GONE'
        AND (cardinality(kinds) = 0 OR kinds && ARRAY['quota.exceeded', 'quota.restored'])
      ORDER BY tenant_id
      """;
  private static final String ENTER =
      "INSERT INTO quota_reached (tenant_id, kind, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
  private static final String LEAVE =
      "DELETE FROM quota_reached WHERE tenant_id = $1 AND kind = $2";

  private final Database database;
  private final Quotas quotas;
  private final TimeSource time;

  /** Tells of these quotas. */
  public ReachedQuotas(Database database, Quotas quotas, TimeSource time) {
    this.database = database;
    this.quotas = quotas;
    this.time = time;
  }

  /** Looks at all who want to know; what fails for one holds up no other. */
  public void look() {
    for (TenantId tenant : curious()) {
      try {
        List<QuotaUse> uses = quotas.of(tenant);
        database.inPlatform(connection -> {
          uses.forEach(use -> judge(connection, tenant, use));
          return tenant;
        });
      } catch (Exception failed) {
        LOG.warn("event=quota.unlooked tenant={} cause=\"{}\"", tenant, failed.toString());
      }
    }
  }

  private List<TenantId> curious() {
    return database.inPlatform(connection -> {
      List<TenantId> tenants = new ArrayList<>();
      for (Row row : connection.query(CURIOUS).execute().await()) {
        tenants.add(new TenantId(row.getUUID("tenant_id")));
      }
      return tenants;
    });
  }

  /** What nobody can count now stays as it was. */
  private void judge(SqlConnection connection, TenantId tenant, QuotaUse use) {
    if (use.kind() == QuotaKind.STORAGE_BYTES || use.counted().isEmpty() || use.maximum() == 0) {
      return;
    }
    Instant now = time.now();
    Tuple key = Tuple.of(tenant.value(), use.kind().name());
    if (!use.hasRoom()) {
      Tuple values = key.addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
      tell(connection, tenant, use, ENTER, values, false);
    } else if (roomAgain(use)) {
      tell(connection, tenant, use, LEAVE, key, true);
    }
  }

  private static boolean roomAgain(QuotaUse use) {
    return switch (use.kind().counter()) {
      case PORTAL -> true;
      case NODES -> use.used() < use.maximum() / (double) WHOLE * ROOM_PERCENT;
    };
  }

  private void tell(
      SqlConnection connection,
      TenantId tenant,
      QuotaUse use,
      String sql,
      Tuple values,
      boolean restored) {
    if (connection.preparedQuery(sql).execute(values).await().rowCount() == 1) {
      Outbox outbox = new Outbox(time);
      outbox.put(connection, tenant, new Quota(use.kind().name(), time.now(), restored));
    }
  }
}
