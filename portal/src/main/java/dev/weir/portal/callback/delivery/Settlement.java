package dev.weir.portal.callback.delivery;

import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Writes down what came of an attempt, in one transaction: the attempt, the event, its lane and its
 * endpoint. The endpoint's row is taken first, the lane's last, by all who take both. For virtual
 * threads.
 */
final class Settlement {

  /** Nobody puts or replays meanwhile: they take several lanes, as whoever hurries them does. */
  private static final String TAKEN =
      """
      WITH before AS (SELECT failures FROM callback WHERE tenant_id = $1 AND id = $2 FOR UPDATE)
      UPDATE callback SET failures = 0, rests_until = '1970-01-01T00:00:00Z', last_success = $3
      FROM before WHERE tenant_id = $1 AND id = $2
      RETURNING before.failures
      """;

  /** It is back: whatever waits for later need not wait. */
  private static final String HURRY =
      """
      UPDATE callback_lane SET next_at = $3
      WHERE tenant_id = $1 AND callback_id = $2 AND next_at > $3 AND held_until <= $3
      """;

  private static final String FAILED =
      """
      UPDATE callback SET failures = failures + 1, last_failure = $3,
        state = CASE WHEN $4 THEN 'GONE' ELSE state END
      WHERE tenant_id = $1 AND id = $2 RETURNING failures
      """;
  private static final String REST =
      "UPDATE callback SET rests_until = $3 WHERE tenant_id = $1 AND id = $2";
  private static final String SETTLE =
      """
      UPDATE callback_delivery SET attempts = $4, state = $5, trouble = $6,
        settled_at = CASE WHEN $5::text <> 'WAITING' THEN $7::timestamptz END
      WHERE tenant_id = $1 AND callback_id = $2 AND position = $3
      """;

  private final Database database;
  private final Lanes lanes;
  private final DoubleSupplier random;

  /** {@code random} gives numbers from 0 to 1, for jitter. */
  Settlement(Database database, Lanes lanes, DoubleSupplier random) {
    this.database = database;
    this.lanes = lanes;
    this.random = random;
  }

  /** What became of the event. */
  enum Fate {
    /** The endpoint took it. */
    TAKEN,
    /** It is tried again. */
    LATER,
    /** It was given up. */
    DEAD
  }

  /**
   * What came of an attempt.
   *
   * @param fate of the event
   * @param goOn whether the lane is still in hand, for what follows
   */
  record Settled(Fate fate, boolean goOn) {}

  /** An event that the dialect has no form for is done, and nobody was asked. */
  boolean passOver(Waiting waiting, Instant now) {
    return database.inPlatform(connection -> {
      settle(connection, waiting, "DELIVERED", AttemptTrouble.NOT_IN_DIALECT, now);
      return lanes.next(connection, waiting.lane(), now, true);
    });
  }

  Settled settle(Waiting waiting, Attempt attempt, Instant now) {
    return database.inPlatform(connection ->
        attempt.taken()
            ? taken(connection, waiting, attempt, now)
            : failed(connection, waiting, attempt, now));
  }

  private Settled taken(SqlConnection connection, Waiting waiting, Attempt attempt, Instant now) {
    for (Row row : Lanes.ask(connection, TAKEN, key(waiting).addOffsetDateTime(Lanes.utc(now)))) {
      if (row.getInteger("failures") >= Retries.RESTS_AFTER) {
        Lanes.ask(connection, HURRY, key(waiting).addOffsetDateTime(Lanes.utc(now)));
      }
    }
    log(connection, waiting, attempt);
    settle(connection, waiting, "DELIVERED", AttemptTrouble.NONE, now);
    return new Settled(Fate.TAKEN, lanes.next(connection, waiting.lane(), now, true));
  }

  private Settled failed(SqlConnection connection, Waiting waiting, Attempt attempt, Instant now) {
    boolean gone = attempt.trouble() == AttemptTrouble.GONE;
    Tuple values = key(waiting).addOffsetDateTime(Lanes.utc(now)).addBoolean(gone);
    for (Row row : Lanes.ask(connection, FAILED, values)) {
      Instant until = now.plus(Retries.rest(row.getInteger("failures"), random.getAsDouble()));
      Lanes.ask(connection, REST, key(waiting).addOffsetDateTime(Lanes.utc(until)));
    }
    log(connection, waiting, attempt);
    Optional<Instant> next =
        Retries.next(now, waiting.attempts() + 1, waiting.deadline(), random.getAsDouble());
    settle(connection, waiting, next.isPresent() ? "WAITING" : "DEAD", attempt.trouble(), now);
    if (next.isPresent()) {
      lanes.later(connection, waiting.lane(), next.get());
      return new Settled(Fate.LATER, false);
    }
    lanes.next(connection, waiting.lane(), now, false);
    return new Settled(Fate.DEAD, false);
  }

  private static void log(SqlConnection connection, Waiting waiting, Attempt attempt) {
    AttemptLog.write(
        connection, waiting.endpoint(), waiting.event().id(), waiting.attempts() + 1, attempt);
  }

  private static void settle(
      SqlConnection connection,
      Waiting waiting,
      String state,
      AttemptTrouble trouble,
      Instant now) {
    Tuple values =
        Tuple.tuple()
            .addUUID(waiting.lane().tenant().value())
            .addUUID(waiting.lane().callback())
            .addLong(waiting.position())
            .addInteger(trouble == AttemptTrouble.NOT_IN_DIALECT ? 0 : waiting.attempts() + 1)
            .addString(state)
            .addString(trouble.text())
            .addOffsetDateTime(Lanes.utc(now));
    Lanes.ask(connection, SETTLE, values);
  }

  private static Tuple key(Waiting waiting) {
    return Tuple.of(waiting.lane().tenant().value(), waiting.lane().callback());
  }
}
