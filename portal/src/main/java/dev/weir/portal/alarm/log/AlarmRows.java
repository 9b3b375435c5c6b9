package dev.weir.portal.alarm.log;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.alarm.rule.RuleRows;
import dev.weir.portal.alarm.state.Course;
import dev.weir.portal.callback.event.Subject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alarms in the database. Within their callers' transactions, on virtual threads. */
public final class AlarmRows {

  private static final String COLUMNS =
      """
      SELECT tenant_id, id, position, rule_id, rule_name, kind, domain, app, stream, state, since,
        known_at, calm_since, raised_at, resolved_at, measured, bound, told_at, acknowledged_at,
        acknowledged_by
      FROM alarm
      """;

  private static final String OPEN =
      COLUMNS + "WHERE state <> 'RESOLVED' AND kind = ANY ($1) ORDER BY tenant_id, position";
  private static final String OPEN_OF =
      COLUMNS
          + "WHERE tenant_id = $1 AND state <> 'RESOLVED' AND kind = ANY ($2) ORDER BY position";
  private static final String OPEN_OF_RULE =
      COLUMNS + "WHERE tenant_id = $1 AND state <> 'RESOLVED' AND rule_id = $2 ORDER BY position";
  private static final String RAISED =
      COLUMNS + "WHERE tenant_id = $1 AND state = 'RAISED' ORDER BY position DESC LIMIT $2";
  private static final String PAGE =
      COLUMNS
          + """
          WHERE tenant_id = $1 AND state = ANY ($2) AND position < $3
          ORDER BY position DESC LIMIT $4
          """;
  private static final String ONE =
      COLUMNS + "WHERE tenant_id = $1 AND id = $2 AND state <> 'PENDING'";
  private static final String COUNT_OPEN =
      "SELECT count(*) AS n FROM alarm WHERE tenant_id = $1 AND state <> 'RESOLVED'";
  private static final String COUNT_RAISED =
      "SELECT count(*) AS n FROM alarm WHERE tenant_id = $1 AND state = 'RAISED'";
  private static final String INSERT =
      """
      INSERT INTO alarm (tenant_id, id, rule_id, rule_name, kind, domain, app, stream, state, since,
        known_at, calm_since, raised_at, resolved_at, measured, bound, told_at)
      VALUES ($1, $2, $9, $10, $11, $12, $13, $14, $3, $15, $4, $5, $6, $7, $8, $16, $17)
      """;
  private static final String UPDATE =
      """
      UPDATE alarm SET state = $3, known_at = $4, calm_since = $5, raised_at = $6,
        resolved_at = $7, measured = $8, bound = $9, since = $10, told_at = coalesce(told_at, $11)
      WHERE tenant_id = $1 AND id = $2
      """;
  private static final String DELETE = "DELETE FROM alarm WHERE tenant_id = $1 AND id = $2";
  private static final String ACKNOWLEDGE =
      """
      UPDATE alarm SET acknowledged_at = $3, acknowledged_by = $4
      WHERE tenant_id = $1 AND id = $2 AND state = 'RAISED' AND acknowledged_at IS NULL
      """;
  private static final String FORGET =
      """
      DELETE FROM alarm WHERE (tenant_id, id) IN (
        SELECT tenant_id, id FROM alarm WHERE resolved_at < $1 LIMIT $2)
      """;

  private AlarmRows() {}

  /** Those of all tenants that are not over; in a transaction of the platform. */
  public static List<Alarm> open(SqlConnection connection, Set<AlarmKind> kinds) {
    return read(ask(connection, OPEN, Tuple.tuple().addArrayOfString(RuleRows.texts(kinds))));
  }

  /** Those of one tenant that are not over. */
  public static List<Alarm> open(TenantId tenant, SqlConnection connection, Set<AlarmKind> kinds) {
    Tuple values = Tuple.of(tenant.value()).addArrayOfString(RuleRows.texts(kinds));
    return read(ask(connection, OPEN_OF, values));
  }

  /** Those of one rule that are not over. */
  public static List<Alarm> open(TenantId tenant, SqlConnection connection, RuleId rule) {
    return read(ask(connection, OPEN_OF_RULE, Tuple.of(tenant.value(), rule.value())));
  }

  /** What is raised now, the newest first. */
  public static List<Alarm> raised(TenantId tenant, SqlConnection connection, int limit) {
    return read(ask(connection, RAISED, Tuple.of(tenant.value(), limit)));
  }

  /** What is in some phases, the newest first, from below a position on. */
  public static List<Alarm> page(
      TenantId tenant, SqlConnection connection, Set<Course.Phase> phases, long below, int limit) {
    Tuple values =
        Tuple.of(tenant.value())
            .addArrayOfString(phases.stream().map(Course.Phase::name).toArray(String[]::new))
            .addLong(below)
            .addInteger(limit);
    return read(ask(connection, PAGE, values));
  }

  /** One that is, or was, raised. */
  public static Optional<Alarm> find(TenantId tenant, SqlConnection connection, UUID id) {
    return read(ask(connection, ONE, Tuple.of(tenant.value(), id))).stream().findFirst();
  }

  /** How many are not over. */
  public static long countOpen(TenantId tenant, SqlConnection connection) {
    return count(tenant, connection, COUNT_OPEN);
  }

  /** How many are raised. */
  public static long countRaised(TenantId tenant, SqlConnection connection) {
    return count(tenant, connection, COUNT_RAISED);
  }

  private static long count(TenantId tenant, SqlConnection connection, String sql) {
    return ask(connection, sql, Tuple.of(tenant.value())).iterator().next().getLong("n");
  }

  /** Adds one that has begun. */
  public static void insert(TenantId tenant, SqlConnection connection, Alarm alarm) {
    Subject subject = alarm.subject();
    Tuple values =
        state(tenant, alarm)
            .addUUID(alarm.rule().value())
            .addString(alarm.ruleName())
            .addString(alarm.kind().text())
            .addString(subject.domain())
            .addString(subject.app())
            .addString(subject.stream())
            .addOffsetDateTime(utc(alarm.course().since()))
            .addLong(alarm.bound())
            .addOffsetDateTime(toldAt(alarm));
    ask(connection, INSERT, values);
  }

  /** Keeps how far one has come. */
  public static void update(TenantId tenant, SqlConnection connection, Alarm alarm) {
    Tuple values =
        state(tenant, alarm)
            .addLong(alarm.bound())
            .addOffsetDateTime(utc(alarm.course().since()))
            .addOffsetDateTime(toldAt(alarm));
    ask(connection, UPDATE, values);
  }

  /** Forgets one that was pending, and nothing came of it. */
  public static void delete(TenantId tenant, SqlConnection connection, UUID id) {
    ask(connection, DELETE, Tuple.of(tenant.value(), id));
  }

  /** Whether it was raised, and nobody had it in hand. */
  public static boolean acknowledge(
      TenantId tenant, SqlConnection connection, UUID id, Instant at, String by) {
    Tuple values = Tuple.of(tenant.value(), id).addOffsetDateTime(utc(at)).addString(by);
    return ask(connection, ACKNOWLEDGE, values).rowCount() == 1;
  }

  /** Forgets some that have long been over; how many. */
  public static int forget(SqlConnection connection, Instant before, int most) {
    return ask(connection, FORGET, Tuple.of(utc(before), most)).rowCount();
  }

  private static Tuple state(TenantId tenant, Alarm alarm) {
    Course course = alarm.course();
    return Tuple.of(tenant.value(), alarm.id(), course.phase().name())
        .addOffsetDateTime(utc(course.knownAt()))
        .addOffsetDateTime(utc(course.calmSince()))
        .addOffsetDateTime(utc(alarm.raisedAt()))
        .addOffsetDateTime(utc(alarm.resolvedAt()))
        .addDouble(alarm.measured());
  }

  private static @Nullable OffsetDateTime toldAt(Alarm alarm) {
    return alarm.told() ? utc(alarm.course().knownAt()) : null;
  }

  private static List<Alarm> read(RowSet<Row> rows) {
    List<Alarm> alarms = new ArrayList<>();
    for (Row row : rows) {
      AlarmKind.parse(row.getString("kind")).ifPresent(kind -> alarms.add(read(row, kind)));
    }
    return alarms;
  }

  private static Alarm read(Row row, AlarmKind kind) {
    Course course =
        new Course(
            Course.Phase.valueOf(row.getString("state")),
            row.getOffsetDateTime("since").toInstant(),
            instant(row, "calm_since"),
            row.getOffsetDateTime("known_at").toInstant());
    return new Alarm(
        new TenantId(row.getUUID("tenant_id")),
        row.getUUID("id"),
        row.getLong("position"),
        new RuleId(row.getUUID("rule_id")),
        row.getString("rule_name"),
        kind,
        new Subject(row.getString("domain"), row.getString("app"), row.getString("stream")),
        course,
        instant(row, "raised_at"),
        instant(row, "resolved_at"),
        row.getDouble("measured"),
        row.getLong("bound"),
        row.getOffsetDateTime("told_at") != null,
        instant(row, "acknowledged_at"),
        row.getString("acknowledged_by"));
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime utc(Optional<Instant> instant) {
    return instant.map(AlarmRows::utc).orElse(null);
  }
}
