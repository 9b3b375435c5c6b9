package dev.weir.portal.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Figures;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Batches in the database: each is taken whole and once, or not at all; minutes, five minutes,
 * hours and days agree at any time. For virtual threads, one at a time.
 */
final class AnalyticsIntake {

  private static final String NOTE =
      """
      INSERT INTO analytics_batch (node, boot, sequence, taken_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING
      """;

  private static final String SUMS =
      """
      viewer_ms = k.viewer_ms + excluded.viewer_ms, plays = k.plays + excluded.plays,
      requests = k.requests + excluded.requests, failed = k.failed + excluded.failed,
      bytes = k.bytes + excluded.bytes
      """;

  private static final String COLUMNS =
      "(tenant_id, series_id, at, viewer_ms, peak, plays, requests, failed, bytes)";

  /**
   * Nodes' peaks add up within a minute; of minutes the largest counts. Rows are taken in one
   * order, so that two portals never wait for each other.
   */
  private static final String ADD =
      """
      WITH told AS (
        SELECT t.* FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
          $7::bigint[], $8::bigint[], $9::bigint[])
          AS t (tenant_id, series_id, viewer_ms, peak, plays, requests, failed, bytes)
        JOIN analytics_series s ON s.tenant_id = t.tenant_id AND s.id = t.series_id
      ), minutes AS (
        INSERT INTO analytics_minute AS k %1$s
        SELECT tenant_id, series_id, $1, viewer_ms, peak, plays, requests, failed, bytes FROM told
        ORDER BY tenant_id, series_id
        ON CONFLICT (tenant_id, series_id, at) DO UPDATE SET
          peak = k.peak + excluded.peak, %2$s
        RETURNING tenant_id, series_id, peak
      ), grown AS (
        SELECT t.tenant_id, t.series_id, t.viewer_ms, m.peak, t.plays, t.requests, t.failed, t.bytes
        FROM told t JOIN minutes m USING (tenant_id, series_id)
      ), fives AS (%3$s), hours AS (%4$s)
      %5$s
      """
          .formatted(
              COLUMNS,
              SUMS,
              into("analytics_five", "date_bin('5 minutes', $1, timestamptz 'epoch')"),
              into("analytics_hour", "date_trunc('hour', $1::timestamptz, 'UTC')"),
              into("analytics_day", "date_trunc('day', $1::timestamptz, 'UTC')"));

  private static final String PREPARE = "SELECT analytics_prepare($1)";

  private final Database database;
  private final SeriesBook series = new SeriesBook();

  private Instant prepared = Instant.EPOCH;

  AnalyticsIntake(Database database) {
    this.database = database;
  }

  private static String into(String table, String at) {
    return """
    INSERT INTO %1$s AS k %2$s
    SELECT tenant_id, series_id, %3$s, viewer_ms, peak, plays, requests, failed, bytes FROM grown
    ORDER BY tenant_id, series_id
    ON CONFLICT (tenant_id, series_id, at) DO UPDATE SET
      peak = greatest(k.peak, excluded.peak), %4$s
    """
        .formatted(table, COLUMNS, at, SUMS);
  }

  /** Takes a batch; false when it was taken before. */
  boolean take(AnalyticsBatch batch, Instant now) {
    prepare(batch.minute());
    List<SeriesBook.Key> keys = batch.lines().stream().map(SeriesBook.Key::of).toList();
    Map<SeriesBook.Key, Long> ids =
        database.inPlatform(connection -> {
          if (!note(connection, batch, now)) {
            return Map.<SeriesBook.Key, Long>of();
          }
          Map<SeriesBook.Key, Long> found = series.ids(connection, keys);
          add(connection, batch, found);
          return found;
        });
    series.learn(ids);
    return !ids.isEmpty();
  }

  /** Series that were forgotten may come again. */
  void forgetSeries() {
    series.forget();
  }

  private void prepare(Instant minute) {
    Instant day = Grain.DAY.of(minute);
    if (!day.equals(prepared)) {
      Tuple values = Tuple.of(utc(minute));
      database.inPlatform(
          connection -> connection.preparedQuery(PREPARE).execute(values).await().size());
      prepared = day;
    }
  }

  private static boolean note(SqlConnection connection, AnalyticsBatch batch, Instant now) {
    Tuple values =
        Tuple.of(
            batch.boot().node().value(), batch.boot().boot().value(), batch.sequence(), utc(now));
    return connection.preparedQuery(NOTE).execute(values).await().rowCount() == 1;
  }

  private static void add(
      SqlConnection connection, AnalyticsBatch batch, Map<SeriesBook.Key, Long> ids) {
    List<AnalyticsLine> lines =
        batch.lines().stream().filter(line -> ids.containsKey(SeriesBook.Key.of(line))).toList();
    if (lines.isEmpty()) {
      return;
    }
    Tuple values =
        Tuple.tuple()
            .addOffsetDateTime(utc(batch.minute()))
            .addArrayOfUUID(lines.stream().map(line -> line.tenant().value()).toArray(UUID[]::new))
            .addArrayOfLong(
                lines.stream().map(line -> ids.get(SeriesBook.Key.of(line))).toArray(Long[]::new))
            .addArrayOfLong(figures(lines, Figures::viewerMs))
            .addArrayOfLong(figures(lines, Figures::peak))
            .addArrayOfLong(figures(lines, Figures::plays))
            .addArrayOfLong(figures(lines, Figures::requests))
            .addArrayOfLong(figures(lines, Figures::failed))
            .addArrayOfLong(figures(lines, Figures::bytes));
    connection.preparedQuery(ADD).execute(values).await();
  }

  private static Long[] figures(List<AnalyticsLine> lines, ToLongFunction<Figures> figure) {
    return lines.stream().map(line -> figure.applyAsLong(line.figures())).toArray(Long[]::new);
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
