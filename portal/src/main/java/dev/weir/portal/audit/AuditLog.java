package dev.weir.portal.audit;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Adds to the audit log, within the transaction that makes the change: both are kept, or neither.
 * For virtual threads.
 */
public final class AuditLog {

  /** Under whose name the platform's own entries stand. */
  public static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

  /** Gives the head and holds it until the transaction ends, so that writers take turns. */
  private static final String LOCK_HEAD =
      """
      INSERT INTO audit_chain (tenant_id, seq, hash) VALUES ($1, 0, $2)
      ON CONFLICT (tenant_id) DO UPDATE SET seq = audit_chain.seq
      RETURNING seq, hash
      """;

  private static final String INSERT =
      "INSERT INTO audit_entry (%s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
          .formatted(AuditRecord.COLUMNS);
  private static final String ADVANCE =
      "UPDATE audit_chain SET seq = $2, hash = $3 WHERE tenant_id = $1";

  private final TimeSource time;

  /** A log whose entries have the time of this clock. */
  public AuditLog(TimeSource time) {
    this.time = time;
  }

  /**
   * Adds an entry to the chain of the actor's tenant.
   *
   * @param connection within a transaction of that tenant, or of the platform
   */
  public void record(SqlConnection connection, Actor actor, AuditEntry entry) {
    UUID tenant = actor.tenant().value();
    Row head =
        connection
            .preparedQuery(LOCK_HEAD)
            .execute(Tuple.of(tenant, AuditRecord.GENESIS))
            .await()
            .iterator()
            .next();
    Buffer previous = head.getBuffer("hash");
    AuditRecord record =
        AuditRecord.next(actor, entry, head.getLong("seq") + 1, time.now(), previous);
    connection.preparedQuery(INSERT).execute(record.values()).await();
    connection
        .preparedQuery(ADVANCE)
        .execute(Tuple.of(tenant, record.seq(), record.hash()))
        .await();
  }
}
