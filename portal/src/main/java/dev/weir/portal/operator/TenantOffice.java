package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All tenants, for the platform's staff. What is done to a tenant stands in two audit logs: the
 * platform's, and its own. For virtual threads.
 */
public final class TenantOffice {

  /** Tenants of one answer. */
  public static final int PER_PAGE = 50;

  /** Longest reason of a suspension, characters. */
  public static final int MAX_REASON = 500;

  /** Names sort as they are stored; the id decides among tenants of one name. */
  private static final String SEARCH =
      TenantRow.SELECT
          + """
          WHERE position(lower($1::text) IN lower(t.name)) > 0 AND ($2::text = '' OR t.state = $2::text)
            AND ($3::uuid IS NULL
              OR (t.name, t.id) > (SELECT name, id FROM tenant WHERE id = $3::uuid))
          ORDER BY t.name, t.id LIMIT $4
          """;

  private static final String FIND = TenantRow.SELECT + "WHERE t.id = $1";
  private static final String NAME = "SELECT name FROM tenant WHERE id = $1";
  private static final String SUSPEND =
      """
      UPDATE tenant
      SET state = 'SUSPENDED', suspended_at = $2, suspended_reason = $3, updated_at = $2
      WHERE id = $1 AND state = 'ACTIVE' RETURNING name
      """;
  private static final String RESUME =
      """
      UPDATE tenant
      SET state = 'ACTIVE', suspended_at = NULL, suspended_reason = '', updated_at = $2
      WHERE id = $1 AND state = 'SUSPENDED' RETURNING name
      """;
  private static final String END_SESSIONS = "DELETE FROM portal_session WHERE tenant_id = $1";

  private final Database database;
  private final AuditLog audit;
  private final PolicyDesk desk;
  private final TimeSource time;

  /** Tenants in this database, with policies published through {@code desk}. */
  public TenantOffice(Database database, AuditLog audit, PolicyDesk desk, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.desk = desk;
    this.time = time;
  }

  /** Which tenants to list: all, or those that work, are suspended, or are being deleted. */
  public enum Standing {
    ANY,
    ACTIVE,
    SUSPENDED,
    DELETING
  }

  /**
   * Tenants by name, {@link #PER_PAGE} and one more where there are more.
   *
   * @param named part of their names; empty for all
   * @param after the last tenant of the answer before; empty for the first
   */
  public List<TenantRow> search(
      Staff staff, String named, Standing standing, Optional<TenantId> after) {
    String state = standing == Standing.ANY ? "" : standing.name();
    @Nullable UUID last = after.map(TenantId::value).orElse(null);
    return database.inPlatform(connection -> {
      List<TenantRow> found = new ArrayList<>();
      Tuple values = Tuple.of(named, state, last, PER_PAGE + 1);
      connection
          .preparedQuery(SEARCH)
          .execute(values)
          .await()
          .forEach(row -> found.add(TenantRow.of(row)));
      return found;
    });
  }

  /** One tenant. Throws {@code WeirFault NOT_FOUND}. */
  public TenantRow find(Staff staff, TenantId tenant) {
    return database.inPlatform(connection -> {
      for (Row row : connection.preparedQuery(FIND).execute(Tuple.of(tenant.value())).await()) {
        return TenantRow.of(row);
      }
      throw new WeirFault(FaultCode.NOT_FOUND, "tenant=" + tenant);
    });
  }

  /** What a tenant is called; empty for one that is gone. */
  public String name(Staff staff, TenantId tenant) {
    return name(tenant);
  }

  private String name(TenantId tenant) {
    return database.inPlatform(connection -> {
      for (Row row : connection.preparedQuery(NAME).execute(Tuple.of(tenant.value())).await()) {
        return row.getString("name");
      }
      return "";
    });
  }

  /**
   * Takes a tenant out of service: its people are signed out, its keys refused, its streams ended,
   * and publishing and playing refused with {@code TENANT_SUSPENDED}. Nothing is deleted. Does
   * nothing to one that is suspended already.
   */
  public void suspend(Staff staff, TenantId tenant, String reason) {
    AuditFacts after = AuditFacts.none().with("state", "SUSPENDED").with("reason", reason);
    change(
        staff,
        tenant,
        new Change(SUSPEND, Tuple.of(tenant.value(), now(), reason), AuditAction.TENANT_SUSPENDED),
        AuditFacts.none().with("state", "ACTIVE"),
        after);
  }

  /** The same by the platform itself, of a tenant that has not paid. */
  public void suspendUnpaid(TenantId tenant, String reason) {
    AuditEntry entry =
        AuditEntry.of(AuditAction.TENANT_SUSPENDED, name(tenant))
            .before(AuditFacts.none().with("state", "ACTIVE"))
            .after(AuditFacts.none().with("state", "SUSPENDED").with("reason", reason));
    boolean changed =
        database.inPlatform(connection -> {
          Tuple values = Tuple.of(tenant.value(), now(), reason);
          boolean suspended = connection.preparedQuery(SUSPEND).execute(values).await().size() > 0;
          if (suspended) {
            audit.record(connection, Actor.platform(AuditLog.PLATFORM), entry);
            audit.record(connection, Actor.platform(tenant), entry);
            connection.preparedQuery(END_SESSIONS).execute(Tuple.of(tenant.value())).await();
          }
          return suspended;
        });
    if (changed) {
      desk.publishAll();
    }
  }

  /** Puts a suspended tenant back into service, as it was; its people sign in anew. */
  public void resume(Staff staff, TenantId tenant) {
    change(
        staff,
        tenant,
        new Change(RESUME, Tuple.of(tenant.value(), now()), AuditAction.TENANT_RESUMED),
        AuditFacts.none().with("state", "SUSPENDED"),
        AuditFacts.none().with("state", "ACTIVE"));
  }

  /** A statement that gives the tenant's name when it changed something, and what that is. */
  private record Change(String sql, Tuple values, AuditAction action) {}

  private void change(
      Staff staff, TenantId tenant, Change change, AuditFacts before, AuditFacts after) {
    find(staff, tenant);
    boolean changed =
        database.inPlatform(connection -> {
          for (Row row : connection.preparedQuery(change.sql()).execute(change.values()).await()) {
            AuditEntry entry =
                AuditEntry.of(change.action(), row.getString("name")).before(before).after(after);
            note(connection, staff, tenant, entry);
            connection.preparedQuery(END_SESSIONS).execute(Tuple.of(tenant.value())).await();
            return true;
          }
          return false;
        });
    if (changed) {
      // What fails here is made good by the next round of the directory.
      desk.publishAll();
    }
  }

  private void note(SqlConnection connection, Staff staff, TenantId tenant, AuditEntry entry) {
    audit.record(connection, staff.in(AuditLog.PLATFORM), entry);
    audit.record(connection, staff.in(tenant), entry);
  }

  private OffsetDateTime now() {
    return time.now().atOffset(ZoneOffset.UTC);
  }
}
