package dev.weir.portal.metering;

import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Counts what is stored, hour by hour: a byte that was there when an hour ended is one byte-hour.
 * Of recordings the library says so, of everything else the last {@link StoreCensus}. For virtual
 * threads; several callers do no harm.
 */
final class StoredBytes {

  /** Hours that are made up for after the control plane was away. */
  static final Duration MADE_UP_FOR = Duration.ofDays(7);

  private static final String CLOCK = "SELECT stored_until FROM usage_clock FOR UPDATE";
  private static final String MOVE = "UPDATE usage_clock SET stored_until = $1";

  /** Of an hour in the past: what was there then and still is, and what was counted last. */
  private static final String STORED =
      """
      SELECT r.tenant_id, r.domain, r.app, r.stream, 'RECORDINGS' AS detail,
        sum(r.bytes)::bigint AS quantity
      FROM recording r WHERE r.state = 'READY' AND r.told_at < $1 AND r.bytes > 0
      GROUP BY 1, 2, 3, 4
      UNION ALL
      SELECT tenant_id, domain, app, stream, detail, bytes FROM stored_count
      WHERE counted_at < $1
      """;

  private static final String NAME =
      "WITH stored AS ("
          + STORED
          + """
          )
          INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail)
          SELECT tenant_id, domain, app, stream, '', 'STORAGE_BYTE_HOURS', detail FROM stored
          ON CONFLICT DO NOTHING
          """;
  private static final String ADD =
      "WITH stored AS ("
          + STORED
          + """
          ), counted AS (
            SELECT t.tenant_id, s.id AS series_id, t.quantity
            FROM stored t JOIN usage_series s ON s.tenant_id = t.tenant_id
              AND s.meter = 'STORAGE_BYTE_HOURS' AND s.detail = t.detail
              AND s.domain = t.domain AND s.app = t.app AND s.stream = t.stream AND s.rendition = ''
          ), opened AS (
            INSERT INTO usage_open AS o (tenant_id, series_id, bucket, quantity)
            SELECT tenant_id, series_id, $2, quantity FROM counted
            ON CONFLICT (bucket, tenant_id, series_id)
              DO UPDATE SET quantity = o.quantity + excluded.quantity
          )
          INSERT INTO usage_intake AS i (tenant_id, day, boot_id, quantity)
          SELECT tenant_id, ($2 AT TIME ZONE 'UTC')::date, '00000000-0000-0000-0000-000000000000',
            sum(quantity)
          FROM counted GROUP BY tenant_id
          ON CONFLICT (tenant_id, day, boot_id) DO UPDATE SET quantity = i.quantity + excluded.quantity
          """;

  private final Database database;

  StoredBytes(Database database) {
    this.database = database;
  }

  /** Counts the next hour that is over; whether there was one. */
  boolean sample(Instant now) {
    Instant over = now.truncatedTo(ChronoUnit.HOURS);
    return database.inPlatform(connection -> {
      Instant until = next(connection, over);
      if (until.isAfter(over)) {
        return false;
      }
      OffsetDateTime end = IntakeStore.utc(until);
      connection.preparedQuery(NAME).execute(Tuple.of(end)).await();
      OffsetDateTime bucket = IntakeStore.utc(until.minus(Bucket.LENGTH));
      connection.preparedQuery(ADD).execute(Tuple.of(end, bucket)).await();
      connection.preparedQuery(MOVE).execute(Tuple.of(end)).await();
      return true;
    });
  }

  /** When the next hour that nobody has counted ends. */
  private static Instant next(SqlConnection connection, Instant over) {
    Row clock = connection.query(CLOCK).execute().await().iterator().next();
    Instant until = clock.getOffsetDateTime("stored_until").toInstant();
    if (until.equals(Instant.EPOCH)) {
      return over;
    }
    Instant oldest = over.minus(MADE_UP_FOR);
    Instant after = until.plus(1, ChronoUnit.HOURS);
    return after.isBefore(oldest) ? oldest : after;
  }
}
