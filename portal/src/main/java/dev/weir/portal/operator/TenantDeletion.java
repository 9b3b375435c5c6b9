package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A tenant that leaves. It is out of service at once, as if it were suspended, and can be brought
 * back as it was for {@link #GRACE}; what happens then is {@link TenantPurge}'s. Both audit logs
 * tell of it. For virtual threads.
 */
public final class TenantDeletion {

  /** How long a deleted tenant can be brought back. */
  public static final Duration GRACE = Duration.ofDays(30);

  private static final String LOCK = "SELECT name, state FROM tenant WHERE id = $1 FOR UPDATE";
  private static final String STAFF_WITHIN =
      """
      SELECT EXISTS (SELECT FROM membership m JOIN platform_staff f ON f.person_id = m.person_id
        WHERE m.tenant_id = $1)
      """;
  private static final String DELETE =
      """
      UPDATE tenant SET state = 'DELETING', deleted_at = $2, delete_after = $3, updated_at = $2
      WHERE id = $1
      """;
  private static final String RESTORE =
      """
      UPDATE tenant
      SET state = CASE WHEN suspended_at IS NULL THEN 'ACTIVE' ELSE 'SUSPENDED' END,
        deleted_at = NULL, delete_after = NULL, updated_at = $2
      WHERE id = $1 AND state = 'DELETING' AND delete_after > $2 AND purged_until IS NULL
      RETURNING name, state
      """;
  private static final String END_SESSIONS = "DELETE FROM portal_session WHERE tenant_id = $1";

  private final Database database;
  private final AuditLog audit;
  private final PolicyDesk desk;
  private final TimeSource time;

  /** Tenants in this database, with policies published through {@code desk}. */
  public TenantDeletion(Database database, AuditLog audit, PolicyDesk desk, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.desk = desk;
    this.time = time;
  }

  /** What came of it. */
  public enum Outcome {
    /** It is out of service, and goes when its time is over. */
    DELETED,
    /** One of the platform's staff works for it, who would be locked out. */
    HAS_STAFF
  }

  /**
   * Takes a tenant out of service for good: people are signed out, keys, publishers and viewers
   * refused. Does nothing to one that is being deleted already. Throws {@code WeirFault NOT_FOUND}.
   */
  public Outcome delete(Staff staff, TenantId tenant) {
    Outcome outcome = database.inPlatform(connection -> delete(connection, staff, tenant));
    desk.publishAll();
    return outcome;
  }

  /**
   * Brings a tenant back as it was before, suspended if it was; its people sign in anew. Throws
   * {@code WeirFault NOT_FOUND} when it is not being deleted, or its time is over.
   */
  public void restore(Staff staff, TenantId tenant) {
    database.inPlatform(connection -> {
      Tuple values = Tuple.of(tenant.value(), time.now().atOffset(ZoneOffset.UTC));
      for (Row row : connection.preparedQuery(RESTORE).execute(values).await()) {
        AuditEntry entry =
            AuditEntry.of(AuditAction.TENANT_RESTORED, row.getString("name"))
                .before(AuditFacts.none().with("state", "DELETING"))
                .after(AuditFacts.none().with("state", row.getString("state")));
        note(connection, staff, tenant, entry);
        return tenant;
      }
      throw new WeirFault(FaultCode.NOT_FOUND, "nothing to restore tenant=" + tenant);
    });
    desk.publishAll();
  }

  private Outcome delete(SqlConnection connection, Staff staff, TenantId tenant) {
    Tuple key = Tuple.of(tenant.value());
    Row row = one(connection, LOCK, key).orElseThrow(() -> missing(tenant));
    String state = row.getString("state");
    if (state.equals("DELETING")) {
      return Outcome.DELETED;
    }
    if (one(connection, STAFF_WITHIN, key).orElseThrow().getBoolean(0)) {
      return Outcome.HAS_STAFF;
    }
    Instant now = time.now();
    Instant until = now.plus(GRACE);
    Tuple values =
        Tuple.of(tenant.value(), now.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC));
    connection.preparedQuery(DELETE).execute(values).await();
    connection.preparedQuery(END_SESSIONS).execute(key).await();
    AuditEntry entry =
        AuditEntry.of(AuditAction.TENANT_DELETED, row.getString("name"))
            .before(AuditFacts.none().with("state", state))
            .after(
                AuditFacts.none().with("state", "DELETING").with("deleteAfter", until.toString()));
    note(connection, staff, tenant, entry);
    return Outcome.DELETED;
  }

  private void note(SqlConnection connection, Staff staff, TenantId tenant, AuditEntry entry) {
    audit.record(connection, staff.in(AuditLog.PLATFORM), entry);
    audit.record(connection, staff.in(tenant), entry);
  }

  private static Optional<Row> one(SqlConnection connection, String sql, Tuple values) {
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      return Optional.of(row);
    }
    return Optional.empty();
  }

  private static WeirFault missing(TenantId tenant) {
    return new WeirFault(FaultCode.NOT_FOUND, "tenant=" + tenant);
  }
}
