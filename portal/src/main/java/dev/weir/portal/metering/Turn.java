package dev.weir.portal.metering;

import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Whose turn it is to collect, of all portals: one's at a time. A spare one for what is right
 * anyway, since a batch is taken once however many try; it saves them the trouble.
 */
final class Turn {

  /** How long a portal that is gone keeps others waiting. */
  static final Duration LENGTH = Duration.ofSeconds(30);

  private static final String TAKE =
      """
      UPDATE usage_clock SET holder = $1, held_until = $3
      WHERE holder = $1 OR holder IS NULL OR held_until <= $2
      """;

  private final Database database;
  private final UUID self = UUID.randomUUID();

  private Instant takenUntil = Instant.EPOCH;

  Turn(Database database) {
    this.database = database;
  }

  /** Takes or keeps the turn; whether it is this one's. */
  boolean take(Instant now) {
    if (now.isBefore(takenUntil.minus(LENGTH.dividedBy(2)))) {
      return true;
    }
    Instant until = now.plus(LENGTH);
    Tuple values = Tuple.of(self, IntakeStore.utc(now), IntakeStore.utc(until));
    boolean taken =
        database.inPlatform(
            connection -> connection.preparedQuery(TAKE).execute(values).await().rowCount() == 1);
    takenUntil = taken ? until : Instant.EPOCH;
    return taken;
  }
}
