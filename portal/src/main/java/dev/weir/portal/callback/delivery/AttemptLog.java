package dev.weir.portal.callback.delivery;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** The log of attempts, within transactions of the caller. For virtual threads. */
public final class AttemptLog {

  private static final String INSERT =
      """
      INSERT INTO callback_attempt (tenant_id, callback_id, id, event_id, number, at, took_ms,
        trouble, status, request, response)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
      FROM callback WHERE tenant_id = $1 AND id = $2
      """;

  private AttemptLog() {}

  /**
   * Writes down an attempt, unless its endpoint is gone.
   *
   * @param number among those of its event, from 1
   */
  public static void write(
      SqlConnection connection, Endpoint endpoint, UUID event, int number, Attempt attempt) {
    Tuple values =
        Tuple.tuple()
            .addUUID(endpoint.tenant().value())
            .addUUID(endpoint.id())
            .addUUID(UUID.randomUUID())
            .addUUID(event)
            .addInteger(number)
            .addOffsetDateTime(Lanes.utc(attempt.at()))
            .addInteger(attempt.tookMs())
            .addString(attempt.trouble().text())
            .addInteger(attempt.status())
            .addString(attempt.request())
            .addString(attempt.response());
    Lanes.ask(connection, INSERT, values);
  }
}
