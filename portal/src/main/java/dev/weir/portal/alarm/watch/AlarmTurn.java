package dev.weir.portal.alarm.watch;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Whose turn it is to watch, of all portals: one's at a time. Two who both believe it is theirs
 * tell nothing twice, since alarms are locked while they are judged; it spares the others the
 * trouble, and times go by one clock. For virtual threads.
 */
public final class AlarmTurn {

  /** How long a portal that is gone keeps others waiting. */
  static final Duration LENGTH = Duration.ofSeconds(30);

  private static final String TAKE =
      """
      UPDATE alarm_clock SET holder = $1, held_until = $3
      WHERE holder = $1 OR holder IS NULL OR held_until <= $2
      """;

  private final Database database;
  private final TimeSource time;
  private final UUID self = UUID.randomUUID();

  /** Turns in this database. */
  public AlarmTurn(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /** Takes or keeps the turn; whether it is this one's. */
  boolean take() {
    Instant now = time.now();
    Tuple values =
        Tuple.of(self, now.atOffset(ZoneOffset.UTC), now.plus(LENGTH).atOffset(ZoneOffset.UTC));
    return database.inPlatform(
        connection -> connection.preparedQuery(TAKE).execute(values).await().rowCount() == 1);
  }
}
