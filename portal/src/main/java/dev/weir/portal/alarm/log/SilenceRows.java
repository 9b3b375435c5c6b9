package dev.weir.portal.alarm.log;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.alarm.rule.RuleId;
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
import java.util.UUID;

/** Silences in the database. Within their callers' transactions, on virtual threads. */
public final class SilenceRows {

  private static final String ALL =
      """
      SELECT id, rule_id, everything, domain, app, stream, until, reason, created_by
      FROM alarm_silence WHERE tenant_id = $1 AND until > $2 ORDER BY until, id
      """;
  private static final String INSERT =
      """
      INSERT INTO alarm_silence (tenant_id, id, rule_id, everything, domain, app, stream, until,
        reason, created_at, created_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """;
  private static final String DELETE =
      "DELETE FROM alarm_silence WHERE tenant_id = $1 AND id = $2 RETURNING rule_id";
  private static final String FORGET = "DELETE FROM alarm_silence WHERE until < $1";

  private SilenceRows() {}

  /** Those of a tenant that are not over, in the order of their ends. */
  public static List<Silence> all(TenantId tenant, SqlConnection connection, Instant now) {
    List<Silence> all = new ArrayList<>();
    for (Row row : ask(connection, ALL, Tuple.of(tenant.value(), utc(now)))) {
      Subject about =
          new Subject(row.getString("domain"), row.getString("app"), row.getString("stream"));
      all.add(
          new Silence(
              row.getUUID("id"),
              new RuleId(row.getUUID("rule_id")),
              row.getBoolean("everything") ? Optional.empty() : Optional.of(about),
              row.getOffsetDateTime("until").toInstant(),
              row.getString("reason"),
              row.getString("created_by")));
    }
    return all;
  }

  /** Adds one. */
  public static void insert(
      TenantId tenant, SqlConnection connection, Silence silence, Instant now) {
    Subject about = silence.about().orElse(Subject.ofTenant());
    Tuple values =
        Tuple.of(tenant.value(), silence.id(), silence.rule().value(), silence.about().isEmpty())
            .addString(about.domain())
            .addString(about.app())
            .addString(about.stream())
            .addOffsetDateTime(utc(silence.until()))
            .addString(silence.reason())
            .addOffsetDateTime(utc(now))
            .addString(silence.by());
    ask(connection, INSERT, values);
  }

  /** Ends one before its time; the rule that was silent, or empty where there is none. */
  public static Optional<RuleId> delete(TenantId tenant, SqlConnection connection, UUID id) {
    for (Row row : ask(connection, DELETE, Tuple.of(tenant.value(), id))) {
      return Optional.of(new RuleId(row.getUUID("rule_id")));
    }
    return Optional.empty();
  }

  /** Forgets those of all tenants that are over. */
  public static void forget(SqlConnection connection, Instant now) {
    ask(connection, FORGET, Tuple.of(utc(now)));
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
