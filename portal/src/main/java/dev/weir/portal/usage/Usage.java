package dev.weir.portal.usage;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.label.StreamValues;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was used, by the ledger and what is about to be entered into it: what a node counted is here
 * within about fifteen seconds. For virtual threads.
 */
public final class Usage {

  /** Most lines of an answer. */
  public static final int MAX_LINES = 10_000;

  /** Which series are asked for. */
  private static final String ASKED =
      """
      s.meter = $4 AND ($5::text = '' OR s.domain = $5) AND ($6::text = '' OR s.app = $6)
        AND ($7::text = '' OR s.stream = $7)
      """;

  private static final OffsetDateTime NEVER = Instant.EPOCH.atOffset(ZoneOffset.UTC);

  private final Database database;

  /** Reads this database. */
  public Usage(Database database) {
    this.database = database;
  }

  /**
   * All that a page tells of one time, the largest first.
   *
   * @param times by the question's step
   * @param details by what the meter is divided by
   * @param domains by domain
   * @param streams by stream
   */
  public record Overview(
      List<UsageLine> times,
      List<UsageLine> details,
      List<UsageLine> domains,
      List<UsageLine> streams) {

    /** Copies the lists. */
    public Overview {
      times = List.copyOf(times);
      details = List.copyOf(details);
      domains = List.copyOf(domains);
      streams = List.copyOf(streams);
    }
  }

  /**
   * What a page tells.
   *
   * @param query tells times apart, and nothing else
   */
  public Overview overview(Actor actor, UsageQuery query) {
    actor.require(Permission.USAGE_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(tenant, connection -> overview(connection, tenant, query));
  }

  /** An answer, in the order of time, the largest first in each; at most so many lines. */
  public List<UsageLine> ask(Actor actor, UsageQuery query, int most) {
    actor.require(Permission.USAGE_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(tenant, connection -> ask(connection, tenant, query, most));
  }

  /**
   * The labels of streams by which usage can be divided. Throws {@code WeirFault NOT_FOUND} for a
   * key that no stream has.
   *
   * @param asked the key; empty for the first that there is
   */
  public LabelUsage.Choice labels(Actor actor, String asked) {
    actor.require(Permission.USAGE_READ);
    TenantId tenant = actor.tenant();
    return database.inTenant(
        tenant,
        connection -> {
          List<String> keys = StreamValues.keys(connection, tenant);
          String key = asked.isEmpty() && !keys.isEmpty() ? keys.getFirst() : asked;
          if (!key.isEmpty() && !keys.contains(key)) {
            throw new WeirFault(FaultCode.NOT_FOUND, "no label key=" + key);
          }
          return new LabelUsage.Choice(keys, key, StreamValues.read(connection, tenant, key));
        });
  }

  /** What was used in the whole time of a question, by the values of one label. */
  public LabelUsage byLabel(Actor actor, UsageQuery query, String key) {
    LabelUsage.Choice choice = labels(actor, key);
    List<UsageLine> streams =
        ask(actor, query.by(UsageStep.WHOLE, UsageCut.STREAM), Integer.MAX_VALUE);
    long total = streams.stream().mapToLong(UsageLine::quantity).sum();
    return LabelUsage.of(choice, streams, total);
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

  private static Overview overview(SqlConnection connection, TenantId tenant, UsageQuery query) {
    Instant since = begin(query.from());
    Tuple values = values(tenant, query, since, begin(query.to().plusDays(1)), MAX_LINES);
    Map<String, List<UsageLine>> kinds = new HashMap<>();
    for (Row row : connection.preparedQuery(overview(query.step())).execute(values).await()) {
      UsageLine line =
          new UsageLine(
              row.getOffsetDateTime("at").toInstant(),
              row.getString("domain"),
              row.getString("app"),
              row.getString("stream"),
              "",
              row.getString("detail"),
              row.getLong("quantity"));
      kinds.computeIfAbsent(row.getString("kind"), _ -> new ArrayList<>()).add(line);
    }
    return new Overview(
        kinds.getOrDefault("TIME", List.of()),
        kinds.getOrDefault("DETAIL", List.of()),
        kinds.getOrDefault("DOMAIN", List.of()),
        kinds.getOrDefault("STREAM", List.of()));
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
    String whole = "timestamptz '1970-01-01T00:00:00Z'";
    return """
    SELECT %s AS at, %s, sum(q.quantity)::bigint AS quantity
    FROM (%s) AS q JOIN usage_series s ON s.tenant_id = $1 AND s.id = q.series_id
    WHERE %s %s HAVING sum(q.quantity) > 0
    ORDER BY at, quantity DESC, domain, app, stream, rendition, detail LIMIT $8
    """
        .formatted(
            byTime ? time(step, "q.at") : whole,
            cut.selected(),
            used(step),
            ASKED,
            cut.grouped(byTime));
  }

  /**
   * All of a page at once. What was used is read a single time, and summed by time and by series;
   * names come in when there is one row left for each series.
   */
  private static String overview(UsageStep step) {
    return """
    WITH asked AS MATERIALIZED (
      SELECT s.id FROM usage_series s WHERE s.tenant_id = $1 AND %s
    ), sums AS MATERIALIZED (
      SELECT q.at, q.series_id, sum(q.quantity) AS quantity FROM (%s) AS q
      WHERE q.series_id IN (SELECT id FROM asked)
      GROUP BY GROUPING SETS ((q.at), (q.series_id))
    )
    SELECT 'TIME' AS kind, %s AS at, '' AS domain, '' AS app, '' AS stream, '' AS detail,
      quantity::bigint AS quantity
    FROM sums WHERE series_id IS NULL AND quantity > 0
    UNION ALL
    SELECT * FROM (
      SELECT CASE WHEN grouping(s.stream) = 0 THEN 'STREAM'
          WHEN grouping(s.domain) = 0 THEN 'DOMAIN' ELSE 'DETAIL' END,
        $2::timestamptz, coalesce(s.domain, ''), coalesce(s.app, ''), coalesce(s.stream, ''),
        coalesce(s.detail, ''), sum(q.quantity)::bigint AS quantity
      FROM sums q JOIN usage_series s ON s.tenant_id = $1 AND s.id = q.series_id
      GROUP BY GROUPING SETS ((s.detail), (s.domain), (s.domain, s.app, s.stream))
      HAVING sum(q.quantity) > 0
      ORDER BY quantity DESC LIMIT $8) AS shares
    ORDER BY kind, at, quantity DESC, domain, app, stream, detail
    """
        .formatted(ASKED, used(step), time(step, "at"));
  }

  /** A step's column as a moment. */
  private static String time(UsageStep step, String column) {
    boolean byDay = step.length().equals(UsageStep.DAY.length());
    return byDay ? column + "::timestamp AT TIME ZONE 'UTC'" : column;
  }

  /** All that a tenant has used of whatever, by series and time. */
  private static String used(UsageStep step) {
    return """
    SELECT series_id, %1$s AS at, quantity FROM %2$s
    WHERE tenant_id = $1 AND %1$s >= %3$s AND %1$s < %4$s
    UNION ALL
    SELECT series_id, %5$s, quantity FROM usage_open
    WHERE tenant_id = $1 AND bucket >= $2 AND bucket < $3
    """
        .formatted(
            step.column(),
            step.table(),
            step.of("$2::timestamptz"),
            step.of("$3::timestamptz"),
            step.of("bucket"));
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
