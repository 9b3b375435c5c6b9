package dev.weir.portal.usage;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What was used, by the ledger and what is about to be entered into it: what a node counted is here
 * within about fifteen seconds. For virtual threads.
 */
public final class Usage {

  /** Most lines of an answer. */
  public static final int MAX_LINES = 10_000;

  private static final OffsetDateTime NEVER = Instant.EPOCH.atOffset(ZoneOffset.UTC);

  private final Database database;

  /** Reads this database. */
  public Usage(Database database) {
    this.database = database;
  }

  /**
   * Answers to questions about one moment. Lines are in the order of time, and the largest come
   * first in each.
   *
   * @param most lines of each answer; the smallest are left out, or the latest
   */
  public List<List<UsageLine>> ask(Actor actor, List<UsageQuery> queries, int most) {
    actor.require(Permission.USAGE_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant,
        connection -> queries.stream().map(one -> ask(connection, tenant, one, most)).toList());
  }

  /** One answer. */
  public List<UsageLine> ask(Actor actor, UsageQuery query, int most) {
    return ask(actor, List.of(query), most).getFirst();
  }

  /**
   * Everything of some hours, for files.
   *
   * @param since the hours' begin
   * @param until their end
   */
  List<UsageLine> part(Actor actor, UsageQuery query, Instant since, Instant until) {
    actor.require(Permission.USAGE_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant,
        connection ->
            read(connection, query, values(tenant, query, since, until, Integer.MAX_VALUE)));
  }

  private static List<UsageLine> ask(
      SqlConnection connection, TenantId tenant, UsageQuery query, int most) {
    Instant since = begin(query.from());
    Instant until = begin(query.to().plusDays(1));
    return read(connection, query, values(tenant, query, since, until, most));
  }

  private static List<UsageLine> read(SqlConnection connection, UsageQuery query, Tuple values) {
    List<UsageLine> lines = new ArrayList<>();
    for (Row row :
        connection.preparedQuery(sql(query.step(), query.cut())).execute(values).await()) {
      OffsetDateTime at = row.getOffsetDateTime("at");
      lines.add(
          new UsageLine(
              at.equals(NEVER) ? begin(query.from()) : at.toInstant(),
              row.getString("domain"),
              row.getString("app"),
              row.getString("stream"),
              row.getString("rendition"),
              row.getString("detail"),
              row.getLong("quantity")));
    }
    return lines;
  }

  /** Put together from constants of {@link UsageStep} and {@link UsageCut} alone. */
  private static String sql(UsageStep step, UsageCut cut) {
    boolean byTime = step != UsageStep.WHOLE;
    boolean byDay = step.length().equals(UsageStep.DAY.length());
    String whole = "timestamptz '1970-01-01T00:00:00Z'";
    String time = byDay ? "q.at::timestamp AT TIME ZONE 'UTC'" : "q.at";
    return """
    SELECT %s AS at, %s, sum(q.quantity)::bigint AS quantity
    FROM (
      SELECT series_id, %s AS at, quantity FROM %s
      WHERE tenant_id = $1 AND %s >= %s AND %s < %s
      UNION ALL
      SELECT series_id, %s, quantity FROM usage_open
      WHERE tenant_id = $1 AND bucket >= $2 AND bucket < $3
    ) AS q
    JOIN usage_series s ON s.tenant_id = $1 AND s.id = q.series_id
    WHERE s.meter = $4 AND ($5::text = '' OR s.domain = $5) AND ($6::text = '' OR s.app = $6)
      AND ($7::text = '' OR s.stream = $7)
    %s HAVING sum(q.quantity) > 0
    ORDER BY at, quantity DESC, domain, app, stream, rendition, detail LIMIT $8
    """
        .formatted(
            byTime ? time : whole,
            cut.selected(),
            step.column(),
            step.table(),
            step.column(),
            step.of("$2::timestamptz"),
            step.column(),
            step.of("$3::timestamptz"),
            step.of("bucket"),
            cut.grouped(byTime));
  }

  private static Tuple values(
      TenantId tenant, UsageQuery query, Instant since, Instant until, int most) {
    return Tuple.tuple()
        .addUUID(tenant.value())
        .addOffsetDateTime(since.atOffset(ZoneOffset.UTC))
        .addOffsetDateTime(until.atOffset(ZoneOffset.UTC))
        .addString(query.meter().name())
        .addString(query.of().domain())
        .addString(query.of().app())
        .addString(query.of().stream())
        .addInteger(most);
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
