package dev.weir.portal.alarm.rule;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.state.Bounds;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rules in the database. Within their callers' transactions, on virtual threads. */
public final class RuleRows {

  private static final Logger LOG = LoggerFactory.getLogger(RuleRows.class);
  private static final String COLUMNS =
      """
      SELECT tenant_id, id, built_in, name, kind, domain, app, stream, bound, clear, hold_s, calm_s,
        unplanned, mail_to, is_on, revision, changed_by
      FROM alarm_rule
      """;

  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String COUNT = "SELECT count(*) AS n FROM alarm_rule WHERE tenant_id = $1";
  private static final String ALL = COLUMNS + "WHERE tenant_id = $1 ORDER BY built_in, name, id";
  private static final String ONE = COLUMNS + "WHERE tenant_id = $1 AND id = $2";
  private static final String FOLLOWED =
      COLUMNS + "WHERE is_on AND kind = ANY ($1) ORDER BY tenant_id, id";
  private static final String FOLLOWED_OF =
      COLUMNS + "WHERE tenant_id = $1 AND is_on AND kind = ANY ($2) ORDER BY id";
  private static final String INSERT =
      """
      INSERT INTO alarm_rule (tenant_id, id, name, kind, domain, app, stream, bound, clear, hold_s,
        calm_s, unplanned, mail_to, is_on, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
      """;
  private static final String UPDATE =
      """
      UPDATE alarm_rule SET name = $3, kind = $4, domain = $5, app = $6, stream = $7, bound = $8,
        clear = $9, hold_s = $10, calm_s = $11, unplanned = $12, mail_to = $13, is_on = $14,
        changed_at = $15, changed_by = $16, revision = revision + 1
      WHERE tenant_id = $1 AND id = $2
      """;
  private static final String DELETE = "DELETE FROM alarm_rule WHERE tenant_id = $1 AND id = $2";

  private RuleRows() {}

  /** Who changes something, and when. */
  public record Change(String by, Instant at) {}

  /**
   * Waits until nobody else changes rules or alarms of the tenant, and keeps others from it until
   * the transaction ends. Before anything else is held.
   */
  public static void lock(TenantId tenant, SqlConnection connection) {
    ask(connection, LOCK, Tuple.of("alarms/" + tenant));
  }

  /** How many there are. */
  public static long count(TenantId tenant, SqlConnection connection) {
    return ask(connection, COUNT, Tuple.of(tenant.value())).iterator().next().getLong("n");
  }

  /** All: first the tenant's own, then those that everybody has. */
  public static List<AlarmRule> all(TenantId tenant, SqlConnection connection) {
    return read(ask(connection, ALL, Tuple.of(tenant.value())));
  }

  /** One of them. */
  public static Optional<AlarmRule> find(TenantId tenant, SqlConnection connection, RuleId id) {
    return read(ask(connection, ONE, key(tenant, id))).stream().findFirst();
  }

  /** Those of all tenants that are on; in a transaction of the platform. */
  public static List<AlarmRule> followed(SqlConnection connection, Set<AlarmKind> kinds) {
    return read(ask(connection, FOLLOWED, Tuple.tuple().addArrayOfString(texts(kinds))));
  }

  /** Those of one tenant that are on. */
  public static List<AlarmRule> followed(
      TenantId tenant, SqlConnection connection, Set<AlarmKind> kinds) {
    Tuple values = Tuple.of(tenant.value()).addArrayOfString(texts(kinds));
    return read(ask(connection, FOLLOWED_OF, values));
  }

  /** Adds one. */
  public static void insert(
      TenantId tenant, SqlConnection connection, RuleId id, AlarmSettings settings, Change change) {
    ask(connection, INSERT, values(tenant, id, settings, change));
  }

  /** Changes one. */
  public static void update(
      TenantId tenant, SqlConnection connection, RuleId id, AlarmSettings settings, Change change) {
    ask(connection, UPDATE, values(tenant, id, settings, change));
  }

  /** Removes one. */
  public static void delete(TenantId tenant, SqlConnection connection, RuleId id) {
    ask(connection, DELETE, key(tenant, id));
  }

  /** The texts of kinds, as rows have them. */
  public static String[] texts(Set<AlarmKind> kinds) {
    return kinds.stream().map(AlarmKind::text).toArray(String[]::new);
  }

  private static Tuple values(TenantId tenant, RuleId id, AlarmSettings settings, Change change) {
    return key(tenant, id)
        .addString(settings.name())
        .addString(settings.kind().text())
        .addString(settings.scope().domain())
        .addString(settings.scope().app())
        .addString(settings.scope().stream())
        .addLong(settings.bounds().bound())
        .addLong(settings.bounds().clear())
        .addInteger(Math.toIntExact(settings.hold().toSeconds()))
        .addInteger(Math.toIntExact(settings.calm().toSeconds()))
        .addBoolean(settings.unplanned())
        .addArrayOfString(settings.mailTo().toArray(String[]::new))
        .addBoolean(settings.on())
        .addOffsetDateTime(change.at().atOffset(ZoneOffset.UTC))
        .addString(change.by());
  }

  private static Tuple key(TenantId tenant, RuleId id) {
    return Tuple.of(tenant.value(), id.value());
  }

  private static List<AlarmRule> read(RowSet<Row> rows) {
    List<AlarmRule> rules = new ArrayList<>();
    for (Row row : rows) {
      read(row).ifPresent(rules::add);
    }
    return rules;
  }

  /** What a newer release knows, and this one does not, is left out. */
  private static Optional<AlarmRule> read(Row row) {
    try {
      return AlarmKind.parse(row.getString("kind")).map(kind -> read(row, kind));
    } catch (IllegalArgumentException unread) {
      LOG.warn("event=alarm.rule-unread rule={} cause={}", row.getUUID("id"), unread.getMessage());
      return Optional.empty();
    }
  }

  private static AlarmRule read(Row row, AlarmKind kind) {
    AlarmSettings settings =
        new AlarmSettings(
            row.getString("name"),
            kind,
            new AlarmScope(row.getString("domain"), row.getString("app"), row.getString("stream")),
            new Bounds(kind.side(), row.getLong("bound"), row.getLong("clear")),
            Duration.ofSeconds(row.getInteger("hold_s")),
            Duration.ofSeconds(row.getInteger("calm_s")),
            row.getBoolean("unplanned"),
            Arrays.asList(row.getArrayOfStrings("mail_to")),
            row.getBoolean("is_on"));
    return new AlarmRule(
        new TenantId(row.getUUID("tenant_id")),
        new RuleId(row.getUUID("id")),
        row.getBoolean("built_in"),
        settings,
        row.getLong("revision"),
        row.getString("changed_by"));
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }
}
