package dev.weir.portal.analytics;

import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.analytics.AnalyticsInlet;
import dev.weir.runtime.analytics.Moment;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What can be asked of a tenant's audience. For virtual threads. */
public final class Analytics {

  /** Most shares of an answer in each dimension. */
  public static final int MAX_SHARES = 50;

  private static final String FIGURES =
      """
      sum(k.viewer_ms)::bigint AS viewer_ms, max(k.peak) AS peak, sum(k.plays)::bigint AS plays,
      sum(k.requests)::bigint AS requests, sum(k.failed)::bigint AS failed,
      sum(k.bytes)::bigint AS bytes
      """;

  private final Database database;
  private final AnalyticsInlet inlet;

  /**
   * Reads this database.
   *
   * @param inlet has the last moments
   */
  public Analytics(Database database, AnalyticsInlet inlet) {
    this.database = database;
    this.inlet = inlet;
  }

  /**
   * A part of the whole.
   *
   * @param place which part, of the places within
   * @param value which part, of a dimension
   */
  public record Share(Place place, Dimension dimension, String value, Figures figures) {}

  /** How figures went over a span, in the order of time; times without anything are not there. */
  public NavigableMap<Instant, Figures> times(Actor actor, Place place, Span span) {
    TenantId tenant = permitted(actor);
    return database.inTenant(tenant, connection -> times(connection, tenant, place, span));
  }

  /**
   * The parts of a place over a span, the largest first in each dimension, at most {@link
   * #MAX_SHARES}: {@code TOTAL} are domains and streams within it.
   */
  public List<Share> shares(Actor actor, Place place, Span span, Measure measure) {
    TenantId tenant = permitted(actor);
    return database.inTenant(
        tenant, connection -> shares(connection, tenant, place, span, measure));
  }

  /**
   * A tenant's last moments.
   *
   * @return by their beginning; those in which nothing happened are not there
   */
  public NavigableMap<Instant, Moment> moments(Actor actor, Instant since, Instant until) {
    return inlet.moments(permitted(actor), since, until).await();
  }

  /** The last moments for a page; empty when nobody can be asked. */
  Optional<NavigableMap<Instant, Moment>> lately(Actor actor, Instant now) {
    return inlet
        .moments(permitted(actor), now.minus(Moment.KEPT).minus(Moment.LENGTH), now)
        .map(Optional::of)
        .otherwise(Optional.empty())
        .await();
  }

  private static TenantId permitted(Actor actor) {
    actor.require(Permission.STREAMS_READ);
    return actor.tenant();
  }

  private static NavigableMap<Instant, Figures> times(
      SqlConnection connection, TenantId tenant, Place place, Span span) {
    NavigableMap<Instant, Figures> times = new TreeMap<>();
    String sql = timesSql(span.step());
    for (Row row : connection.preparedQuery(sql).execute(values(tenant, place, span)).await()) {
      times.put(row.getOffsetDateTime("at").toInstant(), figures(row));
    }
    return times;
  }

  private static List<Share> shares(
      SqlConnection connection, TenantId tenant, Place place, Span span, Measure measure) {
    String sql = sharesSql(span.cut(), measure);
    Tuple values = values(tenant, place, span).addInteger(MAX_SHARES);
    List<Share> shares = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      shares.add(
          new Share(
              new Place(row.getString("domain"), row.getString("app"), row.getString("stream")),
              Dimension.valueOf(row.getString("dimension")),
              row.getString("value"),
              figures(row)));
    }
    return shares;
  }

  /** Put together from constants of {@link Grain} alone. */
  private static String timesSql(Grain grain) {
    return """
    SELECT k.at, k.viewer_ms, k.peak, k.plays, k.requests, k.failed, k.bytes
    FROM %s k
    WHERE k.tenant_id = $1 AND k.at >= $2 AND k.at < $3 AND k.series_id = (
      SELECT id FROM analytics_series WHERE tenant_id = $1 AND domain = $4 AND app = $5
        AND stream = $6 AND dimension = 'TOTAL' AND value = '')
    ORDER BY k.at
    """
        .formatted(grain.table());
  }

  /**
   * The parts of a place: by each dimension, and the places within it. Put together from constants
   * of {@link Grain} and {@link Measure} alone.
   */
  private static String sharesSql(Grain grain, Measure measure) {
    return """
    SELECT * FROM (
      SELECT s.domain, s.app, s.stream, s.dimension, s.value, k.*,
        row_number() OVER (PARTITION BY s.dimension, s.stream = ''
          ORDER BY %s DESC, s.domain, s.app, s.stream, s.value) AS place
      FROM (
        SELECT k.series_id, %s
        FROM %s k
        WHERE k.tenant_id = $1 AND k.at >= $2 AND k.at < $3 AND k.series_id IN (
          SELECT id FROM analytics_series WHERE tenant_id = $1 AND (
            (dimension <> 'TOTAL' AND domain = $4 AND app = $5 AND stream = $6)
            OR (dimension = 'TOTAL' AND $6::text = '' AND (
              stream <> '' AND ($4::text = '' OR domain = $4)
              OR stream = '' AND domain <> '' AND $4::text = ''))))
        GROUP BY k.series_id) AS k
      JOIN analytics_series s ON s.tenant_id = $1 AND s.id = k.series_id) AS ranked
    WHERE place <= $7
    ORDER BY dimension, place
    """
        .formatted("k." + measure.column(), FIGURES, grain.table());
  }

  private static Tuple values(TenantId tenant, Place place, Span span) {
    return Tuple.tuple()
        .addUUID(tenant.value())
        .addOffsetDateTime(AnalyticsIntake.utc(span.from()))
        .addOffsetDateTime(AnalyticsIntake.utc(span.to()))
        .addString(place.domain())
        .addString(place.app())
        .addString(place.stream());
  }

  private static Figures figures(Row row) {
    return new Figures(
        row.getLong("viewer_ms"),
        row.getLong("peak"),
        row.getLong("plays"),
        row.getLong("requests"),
        row.getLong("failed"),
        row.getLong("bytes"));
  }
}
