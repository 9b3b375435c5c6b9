package dev.weir.portal.callback.delivery;

import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives up events whose time was over before their turn came, notices endpoints for which too much
 * waits, and forgets what is old. Any portal may, at any time. For virtual threads.
 */
final class OutboxSweep {

  /** Events and attempts are kept for so long. */
  static final Duration KEPT = Duration.ofDays(14);

  /** Numbers of subjects that nothing happened to for so long begin anew. */
  static final Duration NUMBERS_KEPT = Duration.ofDays(400);

  /** Most events that wait for one endpoint; what happens while there are more is not told. */
  static final int MAX_WAITING = 100_000;

  /** With so few again, an endpoint is told of what happens. */
  static final int ROOM_AGAIN = 80_000;

  /** Rows at once. */
  static final int AT_ONCE = 5_000;

  /** Only where others are in the way, or somebody paused it: an endpoint that works is tried. */
  private static final String LATE =
      """
      UPDATE callback_delivery SET state = 'DEAD', trouble = 'NO_TIME', settled_at = $1
      WHERE (tenant_id, callback_id, position) IN (
        SELECT d.tenant_id, d.callback_id, d.position
        FROM callback_delivery d
        JOIN callback c ON c.tenant_id = d.tenant_id AND c.id = d.callback_id
        WHERE d.state = 'WAITING' AND d.deadline < $2 AND (c.failures > 0 OR c.state <> 'ON')
        LIMIT $3)
      """;

  /** Limits keep the count short where a lot waits. */
  private static final String FULL =
      """
      UPDATE callback c SET full_since = $1 WHERE full_since IS NULL AND (
        SELECT count(*) FROM (
          SELECT FROM callback_delivery d
          WHERE d.tenant_id = c.tenant_id AND d.callback_id = c.id AND d.state = 'WAITING'
          LIMIT $2::integer) w) = $2
      """;

  private static final String ROOM =
      """
      UPDATE callback c SET full_since = NULL WHERE full_since IS NOT NULL AND (
        SELECT count(*) FROM (
          SELECT FROM callback_delivery d
          WHERE d.tenant_id = c.tenant_id AND d.callback_id = c.id AND d.state = 'WAITING'
          LIMIT $1::integer) w) < $1
      """;

  private static final String FORGET_EVENTS =
      """
      DELETE FROM callback_event WHERE (tenant_id, id) IN (
        SELECT tenant_id, id FROM callback_event e WHERE put_at < $1
          AND NOT EXISTS (SELECT FROM callback_delivery d
            WHERE d.tenant_id = e.tenant_id AND d.event_id = e.id AND d.state = 'WAITING')
        LIMIT $2)
      """;
  private static final String FORGET_ATTEMPTS =
      """
      DELETE FROM callback_attempt WHERE (tenant_id, callback_id, id) IN (
        SELECT tenant_id, callback_id, id FROM callback_attempt WHERE at < $1 LIMIT $2)
      """;
  private static final String FORGET_NUMBERS =
      """
      DELETE FROM callback_sequence WHERE (tenant_id, subject) IN (
        SELECT tenant_id, subject FROM callback_sequence WHERE used_at < $1 LIMIT $2)
      """;

  private final Database database;

  OutboxSweep(Database database) {
    this.database = database;
  }

  /** How many events were given up. */
  int sweep(Instant now) {
    // A lane's first event is tried at its deadline; what is behind it has a little longer.
    Instant late = now.minus(Retries.LONGEST_REST.multipliedBy(2));
    Tuple given = Tuple.of(Lanes.utc(now), Lanes.utc(late)).addInteger(AT_ONCE);
    int dead = all(LATE, given);
    database.inPlatform(connection -> {
      run(connection, FULL, Tuple.of(Lanes.utc(now), MAX_WAITING));
      return run(connection, ROOM, Tuple.of(ROOM_AGAIN));
    });
    all(FORGET_EVENTS, old(now, KEPT));
    all(FORGET_ATTEMPTS, old(now, KEPT));
    all(FORGET_NUMBERS, old(now, NUMBERS_KEPT));
    return dead;
  }

  private static Tuple old(Instant now, Duration kept) {
    return Tuple.of(Lanes.utc(now.minus(kept)), AT_ONCE);
  }

  /** A transaction for each handful of rows. */
  private int all(String sql, Tuple values) {
    int all = 0;
    int some;
    do {
      some = database.inPlatform(connection -> run(connection, sql, values));
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  private static int run(SqlConnection connection, String sql, Tuple values) {
    return Lanes.ask(connection, sql, values).rowCount();
  }
}
