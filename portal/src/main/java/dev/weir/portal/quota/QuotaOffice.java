package dev.weir.portal.quota;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Staff;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A tenant's quotas in the hands of the platform's staff. Of two who edit at once the second is
 * shown what the first did. Both audit logs tell of each change. For virtual threads.
 */
public final class QuotaOffice {

  private static final Set<Permission> READ = Set.of(Permission.TENANT_READ);

  private static final String VERSION = "SELECT quota_version FROM tenant WHERE id = $1";

  /** Two who edit at once take turns at the tenant's row. */
  private static final String LOCK = VERSION + " FOR UPDATE";

  private static final String OWN =
      """
      SELECT d.kind, d.maximum AS usual, q.maximum AS own
      FROM quota_default d LEFT JOIN tenant_quota q ON q.tenant_id = $1 AND q.kind = d.kind
      """;
  private static final String EDITOR =
      "SELECT changed_by FROM tenant_quota WHERE tenant_id = $1 ORDER BY changed_at DESC LIMIT 1";
  private static final String SET =
      """
      INSERT INTO tenant_quota (tenant_id, kind, maximum, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (tenant_id, kind) DO UPDATE
        SET maximum = excluded.maximum, changed_at = excluded.changed_at,
          changed_by = excluded.changed_by
      """;
  private static final String RESET = "DELETE FROM tenant_quota WHERE tenant_id = $1 AND kind = $2";

  private final Database database;
  private final Quotas quotas;
  private final AuditLog audit;
  private final TimeSource time;

  /** Quotas in this database, whose use {@code quotas} counts. */
  public QuotaOffice(Database database, Quotas quotas, AuditLog audit, TimeSource time) {
    this.database = database;
    this.quotas = quotas;
    this.audit = audit;
    this.time = time;
  }

  /** What came of an edit. */
  public sealed interface Outcome {

    /** It holds; the tenant's policies are to be published. */
    record Saved() implements Outcome {}

    /** Somebody else was quicker; nothing is changed. */
    record Conflict(QuotaSheet theirs) implements Outcome {}
  }

  /** All quotas of a tenant. Throws {@code WeirFault NOT_FOUND}. */
  public QuotaSheet sheet(Staff staff, TenantId tenant) {
    Actor reader = new Actor(tenant, staff.in(tenant).who(), READ, staff.origin());
    List<QuotaUse> uses = quotas.list(reader);
    return database.inPlatform(connection -> sheet(connection, tenant, uses));
  }

  /**
   * Gives the tenant more or less than others have.
   *
   * @param version of the sheet that was looked at
   * @param wanted what is to change, in the kind's unit; empty for what everybody has
   */
  public Outcome change(
      Staff staff, TenantId tenant, long version, Map<QuotaKind, OptionalLong> wanted) {
    boolean saved =
        database.inPlatform(connection -> {
          if (version(connection, LOCK, tenant) != version) {
            return false;
          }
          Map<QuotaKind, Given> before = given(connection, tenant);
          Editing editing = new Editing(connection, staff, tenant);
          before.forEach(
              (kind, given) -> set(editing, kind, given, wanted.getOrDefault(kind, given.own())));
          return true;
        });
    return saved ? new Outcome.Saved() : new Outcome.Conflict(sheet(staff, tenant));
  }

  /** What a tenant has of its own, and what everybody has. */
  private record Given(OptionalLong own, long usual) {

    long inForce() {
      return own.orElse(usual);
    }
  }

  /** Who edits whose quotas, in which transaction. */
  private record Editing(SqlConnection connection, Staff staff, TenantId tenant) {}

  private void set(Editing editing, QuotaKind kind, Given before, OptionalLong own) {
    if (before.own().equals(own)) {
      return;
    }
    SqlConnection connection = editing.connection();
    Staff staff = editing.staff();
    Tuple key = Tuple.of(editing.tenant().value(), kind.name());
    if (own.isPresent()) {
      Tuple values =
          key.addLong(own.getAsLong())
              .addOffsetDateTime(time.now().atOffset(ZoneOffset.UTC))
              .addString(staff.email());
      connection.preparedQuery(SET).execute(values).await();
    } else {
      connection.preparedQuery(RESET).execute(key).await();
    }
    AuditEntry entry =
        AuditEntry.of(AuditAction.QUOTA_CHANGED, kind.name())
            .before(AuditFacts.none().with("maximum", before.inForce()))
            .after(AuditFacts.none().with("maximum", own.orElse(before.usual())));
    audit.record(connection, staff.in(AuditLog.PLATFORM), entry);
    audit.record(connection, staff.in(editing.tenant()), entry);
  }

  private QuotaSheet sheet(SqlConnection connection, TenantId tenant, List<QuotaUse> uses) {
    Map<QuotaKind, Given> given = given(connection, tenant);
    List<QuotaSheet.Line> lines =
        uses.stream()
            .map(use -> {
              Given of = given.getOrDefault(use.kind(), new Given(OptionalLong.empty(), 0));
              return new QuotaSheet.Line(use, of.own(), of.usual());
            })
            .toList();
    String editor = "";
    for (Row row : connection.preparedQuery(EDITOR).execute(Tuple.of(tenant.value())).await()) {
      editor = row.getString("changed_by");
    }
    return new QuotaSheet(version(connection, VERSION, tenant), editor, lines);
  }

  private static long version(SqlConnection connection, String sql, TenantId tenant) {
    for (Row row : connection.preparedQuery(sql).execute(Tuple.of(tenant.value())).await()) {
      return row.getLong(0);
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "tenant=" + tenant);
  }

  private static Map<QuotaKind, Given> given(SqlConnection connection, TenantId tenant) {
    Map<String, Given> byName = new HashMap<>();
    for (Row row : connection.preparedQuery(OWN).execute(Tuple.of(tenant.value())).await()) {
      Long own = row.getLong("own");
      byName.put(
          row.getString("kind"),
          new Given(
              own == null ? OptionalLong.empty() : OptionalLong.of(own), row.getLong("usual")));
    }
    Map<QuotaKind, Given> given = new EnumMap<>(QuotaKind.class);
    for (QuotaKind kind : QuotaKind.values()) {
      given.put(kind, byName.getOrDefault(kind.name(), new Given(OptionalLong.empty(), 0)));
    }
    return given;
  }
}
