package dev.weir.portal.metering;

import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What is entered of open buckets, and how long it is kept. For virtual threads; several callers do
 * no harm.
 */
final class Ledger {

  /** How long five minutes and hours are kept, by whole months. */
  static final Duration KEPT = Duration.ofDays(396);

  /** How long days are kept, and batches and control totals beside the five minutes. */
  static final Duration DAYS_KEPT = Duration.ofDays(760);

  /** Rows that one transaction enters. */
  static final int ENTERED_AT_ONCE = 20_000;

  /** Rows that one transaction forgets. */
  static final int FORGOTTEN_AT_ONCE = 5_000;

  private static final String PREPARE =
      """
      SELECT usage_prepare(month) FROM (
        SELECT DISTINCT date_trunc('month', bucket, 'UTC') AS month
        FROM usage_open WHERE bucket < $1) AS months
      """;

  /** Those who enter take turns, so that an hour's sum is moved by one at a time. */
  private static final String CLOCK =
      """
      UPDATE usage_clock SET entered_at = greatest($1, entered_at + interval '1 microsecond')
      RETURNING entered_at
      """;

  private static final String ENTER =
      """
      WITH closed AS (
        DELETE FROM usage_open WHERE (bucket, tenant_id, series_id) IN (
          SELECT bucket, tenant_id, series_id FROM usage_open
          WHERE bucket < $1 ORDER BY bucket LIMIT $3)
        RETURNING tenant_id, series_id, bucket, quantity
      ), hours AS (
        INSERT INTO usage_hour AS h (tenant_id, series_id, hour, quantity)
        SELECT tenant_id, series_id, date_trunc('hour', bucket, 'UTC'), sum(quantity)
        FROM closed GROUP BY 1, 2, 3
        ON CONFLICT (tenant_id, hour, series_id)
          DO UPDATE SET quantity = h.quantity + excluded.quantity
      ), days AS (
        INSERT INTO usage_day AS d (tenant_id, series_id, day, quantity)
        SELECT tenant_id, series_id, (bucket AT TIME ZONE 'UTC')::date, sum(quantity)
        FROM closed GROUP BY 1, 2, 3
        ON CONFLICT (tenant_id, day, series_id)
          DO UPDATE SET quantity = d.quantity + excluded.quantity
      )
      INSERT INTO usage_ledger (tenant_id, series_id, bucket, entered_at, reason, quantity)
      SELECT tenant_id, series_id, bucket, $2,
        CASE WHEN bucket < (SELECT closed_until FROM usage_clock) THEN 'LATE' ELSE 'COUNTED' END,
        quantity
      FROM closed
      """;

  /** Only once all of them are entered: what is left over by a limit is not late. */
  private static final String CLOSE =
      """
      UPDATE usage_clock SET closed_until = $1
      WHERE closed_until < $1 AND NOT EXISTS (SELECT FROM usage_open WHERE bucket < $1)
      """;

  private static final String FORGET_MONTHS = "SELECT usage_forget($1)";
  private static final String FORGET_DAYS =
      """
      DELETE FROM usage_day WHERE (tenant_id, day, series_id) IN (
        SELECT tenant_id, day, series_id FROM usage_day WHERE day < $1::date LIMIT $2)
      """;
  private static final String FORGET_INTAKE =
      """
      DELETE FROM usage_intake WHERE (tenant_id, day, boot_id) IN (
        SELECT tenant_id, day, boot_id FROM usage_intake WHERE day < $1::date LIMIT $2)
      """;

  /** A boot with its batches, once all of that is old. */
  private static final String FORGET_BATCHES =
      """
      DELETE FROM usage_batch WHERE (boot_id, sequence) IN (
        SELECT b.boot_id, b.sequence FROM usage_boot o JOIN usage_batch b ON b.boot_id = o.id
        WHERE o.sealed_at < $1 LIMIT $2)
      """;

  private static final String FORGET_BOOTS =
      """
      DELETE FROM usage_boot o WHERE sealed_at < $1
        AND NOT EXISTS (SELECT FROM usage_batch b WHERE b.boot_id = o.id)
      """;

  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  /**
   * Enters what is over. A bucket's rows that come after it was closed are entered as late ones.
   *
   * @return how many rows, at most {@link #ENTERED_AT_ONCE}; there may be more then
   */
  int enter(Instant now) {
    OffsetDateTime horizon = IntakeStore.utc(Bucket.horizon(now));
    database.inPlatform(
        connection -> connection.preparedQuery(PREPARE).execute(Tuple.of(horizon)).await().size());
    return database.inPlatform(connection -> {
      OffsetDateTime at = tick(connection, now);
      Tuple values = Tuple.of(horizon, at, ENTERED_AT_ONCE);
      int entered = connection.preparedQuery(ENTER).execute(values).await().rowCount();
      connection.preparedQuery(CLOSE).execute(Tuple.of(horizon)).await();
      return entered;
    });
  }

  /** No two entries have one time: it tells a row from those that came before it. */
  private static OffsetDateTime tick(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(CLOCK)
        .execute(Tuple.of(IntakeStore.utc(now)))
        .await()
        .iterator()
        .next()
        .getOffsetDateTime("entered_at");
  }

  /** Forgets what is too old. */
  void forget(Instant now) {
    OffsetDateTime kept = IntakeStore.utc(now.minus(KEPT));
    database.inPlatform(connection ->
        connection.preparedQuery(FORGET_MONTHS).execute(Tuple.of(kept)).await().size());
    some(FORGET_DAYS, Tuple.of(day(now.minus(DAYS_KEPT)), FORGOTTEN_AT_ONCE));
    some(FORGET_INTAKE, Tuple.of(day(now.minus(KEPT)), FORGOTTEN_AT_ONCE));
    some(FORGET_BATCHES, Tuple.of(kept, FORGOTTEN_AT_ONCE));
    some(FORGET_BOOTS, Tuple.of(kept));
  }

  private void some(String sql, Tuple values) {
    database.inPlatform(
        (SqlConnection connection) -> connection.preparedQuery(sql).execute(values).await());
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
