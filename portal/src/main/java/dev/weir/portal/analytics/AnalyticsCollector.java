package dev.weir.portal.analytics;

import dev.weir.contract.analytics.AnalyticsBatch;
import dev.weir.runtime.analytics.AnalyticsInlet;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what nodes tell of their audiences, and forgets what is old. Failures are logged and not
 * thrown: what was not taken comes again. One caller at a time, on a virtual thread.
 */
public final class AnalyticsCollector {

  /** A minute that is older is not taken: its batch may have been forgotten as one that was. */
  static final Duration PAST = Duration.ofHours(12);

  /** A clock may be so far ahead. */
  static final Duration FUTURE = Duration.ofMinutes(5);

  /** How long it is known which batches were taken. */
  static final Duration BATCHES_KEPT = Duration.ofDays(2);

  /** Rows forgotten at once. */
  static final int FORGOTTEN_AT_ONCE = 5_000;

  /** Turns of listening before somebody else's. */
  static final int TURNS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(AnalyticsCollector.class);

  private static final String FORGET_PARTITIONS = "SELECT analytics_forget($1)";
  private static final String FORGET_DAYS =
      """
      DELETE FROM analytics_day WHERE (tenant_id, series_id, at) IN (
        SELECT tenant_id, series_id, at FROM analytics_day WHERE at < $1 LIMIT $2)
      """;
  private static final String FORGET_BATCHES =
      """
      DELETE FROM analytics_batch WHERE (node, boot, sequence) IN (
        SELECT node, boot, sequence FROM analytics_batch WHERE taken_at < $1 LIMIT $2)
      """;

  /** A series goes with its last day: there is none that has anything else. */
  private static final String FORGET_SERIES =
      """
      DELETE FROM analytics_series WHERE (tenant_id, id) IN (
        SELECT s.tenant_id, s.id FROM analytics_series s
        WHERE NOT EXISTS (
          SELECT FROM analytics_day d WHERE d.tenant_id = s.tenant_id AND d.series_id = s.id)
        LIMIT $1)
      """;

  private final AnalyticsInlet inlet;
  private final Database database;
  private final AnalyticsIntake intake;
  private final TimeSource time;

  /** Collects from this inlet into this database. */
  public AnalyticsCollector(AnalyticsInlet inlet, Database database, TimeSource time) {
    this.inlet = inlet;
    this.database = database;
    this.intake = new AnalyticsIntake(database);
    this.time = time;
  }

  /** Takes all that has arrived. */
  public void collect() {
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        List<AnalyticsInlet.Arrived> arrived = inlet.next().await();
        if (arrived.isEmpty()) {
          return;
        }
        List<AnalyticsInlet.Arrived> done = new ArrayList<>();
        try {
          for (AnalyticsInlet.Arrived one : arrived) {
            take(one.batch());
            done.add(one);
          }
        } finally {
          inlet.done(done).await();
        }
      }
    } catch (Exception away) {
      LOG.debug("event=analytics.not-collected", away);
    }
  }

  private void take(AnalyticsBatch batch) {
    Instant now = time.now();
    boolean believed =
        batch.minute().isAfter(now.minus(PAST)) && batch.minute().isBefore(now.plus(FUTURE));
    if (!believed) {
      LOG.warn("event=analytics.clock-wrong boot={} minute={}", batch.boot(), batch.minute());
    } else if (!intake.take(batch, now)) {
      LOG.debug("event=analytics.batch-again boot={} batch={}", batch.boot(), batch.sequence());
    }
  }

  /** Forgets what is too old, some of it at a time. */
  public void forget() {
    try {
      Instant now = time.now();
      database.inPlatform(connection ->
          connection
              .preparedQuery(FORGET_PARTITIONS)
              .execute(Tuple.of(AnalyticsIntake.utc(now)))
              .await()
              .size());
      some(
          FORGET_DAYS,
          Tuple.of(AnalyticsIntake.utc(now.minus(Grain.DAY.kept())), FORGOTTEN_AT_ONCE));
      some(
          FORGET_BATCHES,
          Tuple.of(AnalyticsIntake.utc(now.minus(BATCHES_KEPT)), FORGOTTEN_AT_ONCE));
      if (some(FORGET_SERIES, Tuple.of(FORGOTTEN_AT_ONCE)) > 0) {
        intake.forgetSeries();
      }
    } catch (Exception away) {
      LOG.warn("event=analytics.not-forgotten cause=\"{}\"", away.toString());
    }
  }

  private int some(String sql, Tuple values) {
    return database.inPlatform((SqlConnection connection) ->
        connection.preparedQuery(sql).execute(values).await().rowCount());
  }
}
