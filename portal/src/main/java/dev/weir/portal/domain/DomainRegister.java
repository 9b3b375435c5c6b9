package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent.DomainChanged;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Domains as claims: their names, states and checks. What changes something does so within a
 * transaction of the caller. For virtual threads.
 */
public final class DomainRegister {

  private static final String OF_TENANT = DomainRows.SELECT + "ORDER BY d.name";
  private static final String BY_NAME = DomainRows.SELECT + "AND d.name = $2";
  private static final String LOCK =
      "SELECT 1 FROM domain WHERE tenant_id = $1 AND name = $2 FOR UPDATE";
  private static final String PROVEN =
      "SELECT EXISTS (SELECT FROM domain WHERE name = $1 AND proven_at IS NOT NULL)";
  private static final String RIVALS =
      "SELECT tenant_id FROM domain WHERE name = $1 AND proven_at IS NULL AND state <> 'FAILED'";
  private static final String TENANT_NAME = "SELECT name FROM tenant WHERE id = $1";
  private static final String MOVE =
      """
      UPDATE domain SET state = $4, finding = $5, checks = $6, checked_at = $7, next_check_at = $8,
        delete_after = $9, updated_at = now(),
        version = CASE WHEN state = $4 THEN version ELSE nextval('domain_version') END
      WHERE tenant_id = $1 AND id = $2 AND state = $3
      """;
  private static final String PROVE =
      "UPDATE domain SET proven_at = $3, proven_by = $4 WHERE tenant_id = $1 AND id = $2";
  private static final String DUE =
      "SELECT tenant_id, name FROM domain WHERE next_check_at <= $1 ORDER BY next_check_at LIMIT $2";
  private static final String TAKE =
      """
      UPDATE domain SET next_check_at = $4
      WHERE tenant_id = $1 AND name = $2 AND next_check_at <= $3
      """;
  private static final String EXPIRED =
      "SELECT tenant_id, name FROM domain WHERE delete_after <= $1 ORDER BY delete_after LIMIT $2";
  private static final String PURGE =
      "DELETE FROM domain WHERE tenant_id = $1 AND name = $2 AND delete_after <= $3";

  private final Database database;
  private final DomainRows rows;
  private final Outbox outbox;
  private final TimeSource time;

  DomainRegister(Database database, NamingRules names, TimeSource time) {
    this.database = database;
    this.outbox = new Outbox(time);
    this.time = time;
    this.rows = new DomainRows(names);
  }

  /** A domain that somebody has to look after, and whose it is. */
  record Due(TenantId tenant, DomainName name) {}

  /**
   * Where a domain goes from the state that it was read in.
   *
   * @param checkedAt empty keeps it unsaid
   */
  record Move(
      DomainState state,
      Finding finding,
      int checks,
      Optional<Instant> checkedAt,
      Optional<Instant> nextCheckAt,
      Optional<Instant> deleteAfter) {}

  List<Domain> all(TenantId tenant, SqlConnection connection) {
    List<Domain> domains = new ArrayList<>();
    for (Row row : ask(connection, OF_TENANT, Tuple.of(tenant.value()))) {
      domains.add(rows.domain(row));
    }
    return domains;
  }

  /** The tenant's domain of this name; throws {@code WeirFault NOT_FOUND}. */
  public Domain find(TenantId tenant, SqlConnection connection, DomainName name) {
    for (Row row : ask(connection, BY_NAME, Tuple.of(tenant.value(), name.value()))) {
      return rows.domain(row);
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "tenant=%s domain=%s".formatted(tenant, name));
  }

  /** The same, and nobody else changes it before the transaction ends. */
  public Domain hold(TenantId tenant, SqlConnection connection, DomainName name) {
    ask(connection, LOCK, Tuple.of(tenant.value(), name.value()));
    return find(tenant, connection, name);
  }

  /** Whether any tenant has proven a name. */
  boolean proven(DomainName name) {
    return database.inPlatform(connection ->
        ask(connection, PROVEN, Tuple.of(name.value())).iterator().next().getBoolean(0));
  }

  /** Tenants that claim a name and have not proven it. */
  List<TenantId> rivals(DomainName name) {
    return database.inPlatform(connection -> {
      List<TenantId> tenants = new ArrayList<>();
      for (Row row : ask(connection, RIVALS, Tuple.of(name.value()))) {
        tenants.add(new TenantId(row.getUUID(0)));
      }
      return tenants;
    });
  }

  String tenantName(TenantId tenant, SqlConnection connection) {
    return ask(connection, TENANT_NAME, Tuple.of(tenant.value())).iterator().next().getString(0);
  }

  /** Moves a domain, and tells of it; false when it was elsewhere meanwhile. */
  boolean move(TenantId tenant, SqlConnection connection, Domain from, Move to) {
    Tuple values =
        Tuple.of(tenant.value(), from.id().value(), from.state().name(), to.state().name())
            .addString(to.finding().name())
            .addInteger(to.checks())
            .addOffsetDateTime(utc(to.checkedAt().or(() -> from.times().checkedAt())))
            .addOffsetDateTime(utc(to.nextCheckAt()))
            .addOffsetDateTime(utc(to.deleteAfter()));
    boolean moved = connection.preparedQuery(MOVE).execute(values).await().rowCount() == 1;
    if (moved && from.state() != to.state()) {
      String cause = to.finding() == Finding.NONE ? "" : to.finding().name();
      outbox.put(
          connection, tenant, new DomainChanged(from.name(), time.now(), to.state().name(), cause));
    }
    return moved;
  }

  /** Says that a claim is proven. Fails with a broken unique index when another one is. */
  void prove(TenantId tenant, SqlConnection connection, Domain domain, Instant at, String how) {
    UUID id = domain.id().value();
    ask(connection, PROVE, Tuple.of(tenant.value(), id, at.atOffset(ZoneOffset.UTC), how));
  }

  List<Due> due(Instant now, int most) {
    return database.inPlatform(connection -> read(ask(connection, DUE, limits(now, most))));
  }

  List<Due> expired(Instant now, int most) {
    return database.inPlatform(connection -> read(ask(connection, EXPIRED, limits(now, most))));
  }

  /** Takes a due domain over until a moment; false when another node has it. */
  boolean take(Due due, Instant now, Instant until) {
    Tuple values =
        Tuple.of(due.tenant().value(), due.name().value())
            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
            .addOffsetDateTime(until.atOffset(ZoneOffset.UTC));
    return database.inTenant(
        due.tenant(),
        connection -> connection.preparedQuery(TAKE).execute(values).await().rowCount() == 1);
  }

  /** Deletes what is past its grace period; false when it is not, or no more. */
  boolean purge(TenantId tenant, SqlConnection connection, DomainName name, Instant now) {
    Tuple values = Tuple.of(tenant.value(), name.value(), now.atOffset(ZoneOffset.UTC));
    return connection.preparedQuery(PURGE).execute(values).await().rowCount() == 1;
  }

  private static Tuple limits(Instant now, int most) {
    return Tuple.of(now.atOffset(ZoneOffset.UTC), most);
  }

  private static List<Due> read(Iterable<Row> rows) {
    List<Due> due = new ArrayList<>();
    rows.forEach(
        row -> due.add(new Due(new TenantId(row.getUUID(0)), new DomainName(row.getString(1)))));
    return due;
  }

  private static Iterable<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  private static @Nullable OffsetDateTime utc(Optional<Instant> at) {
    return at.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
  }
}
