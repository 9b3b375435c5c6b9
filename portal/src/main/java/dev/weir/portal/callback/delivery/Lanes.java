package dev.weir.portal.callback.delivery;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.StoredEvent;
import dev.weir.portal.callback.event.Subject;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which lanes are due, and which portal has them in hand. One portal chooses at a time; a lane that
 * one has in hand is nobody else's for {@link #HOLD}. For virtual threads.
 */
final class Lanes {

  /** How long a portal that is gone keeps a lane from the others. */
  static final Duration HOLD = Duration.ofSeconds(60);

  /** Attempts at a time at an endpoint that takes what it is told; otherwise it is one. */
  static final int AT_ONCE = 4;

  private static final String TURN =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('callbacks', 0)) AS mine";

  /** Endpoints in a random order: none of them is always first. */
  private static final String CLAIM =
      """
      WITH open AS (
        SELECT c.tenant_id, c.id,
          CASE WHEN c.failures > 0 THEN 1 ELSE $2::integer END
            - (SELECT count(*) FROM callback_lane h
               WHERE h.tenant_id = c.tenant_id AND h.callback_id = c.id AND h.held_until > $1
              ) AS places
        FROM callback c
        WHERE c.state = 'ON' AND c.rests_until <= $1
          AND EXISTS (SELECT FROM callback_lane l
                      WHERE l.tenant_id = c.tenant_id AND l.callback_id = c.id
                        AND l.next_at <= $1 AND l.held_until <= $1)
        ORDER BY random() LIMIT $3
      ), due AS (
        SELECT d.tenant_id, d.callback_id, d.subject
        FROM open o CROSS JOIN LATERAL (
          SELECT l.tenant_id, l.callback_id, l.subject FROM callback_lane l
          WHERE l.tenant_id = o.tenant_id AND l.callback_id = o.id
            AND l.next_at <= $1 AND l.held_until <= $1
          ORDER BY l.next_at LIMIT greatest(o.places, 0) FOR UPDATE SKIP LOCKED) d
        LIMIT $3
      )
      UPDATE callback_lane l SET held_until = $4, holder = $5 FROM due d
      WHERE l.tenant_id = d.tenant_id AND l.callback_id = d.callback_id AND l.subject = d.subject
      RETURNING l.tenant_id, l.callback_id, l.subject
      """;

  private static final String FIRST =
      """
      SELECT d.position, d.attempts, d.deadline, e.id AS event_id, e.kind, e.sequence, e.domain,
        e.app, e.stream, e.happened_at, e.data, c.url, c.dialect, c.sealed_secret,
        CASE WHEN c.former_until > $4 THEN c.sealed_former END AS sealed_former
      FROM callback_delivery d
      JOIN callback_event e ON e.tenant_id = d.tenant_id AND e.id = d.event_id
      JOIN callback c ON c.tenant_id = d.tenant_id AND c.id = d.callback_id AND c.state = 'ON'
      WHERE d.tenant_id = $1 AND d.callback_id = $2 AND d.subject = $3 AND d.state = 'WAITING'
      ORDER BY d.position LIMIT 1
      """;

  /** Whoever puts something into it meanwhile has locked it, and is waited for. */
  private static final String LOCK =
      """
      SELECT FROM callback_lane
      WHERE tenant_id = $1 AND callback_id = $2 AND subject = $3 AND holder = $4 FOR UPDATE
      """;

  private static final String ANYTHING =
      """
      SELECT EXISTS (SELECT FROM callback_delivery
        WHERE tenant_id = $1 AND callback_id = $2 AND subject = $3 AND state = 'WAITING') AS more
      """;
  private static final String REMOVE =
      """
      DELETE FROM callback_lane
      WHERE tenant_id = $1 AND callback_id = $2 AND subject = $3 AND holder = $4
      """;
  private static final String GO_ON =
      """
      UPDATE callback_lane SET next_at = $5, held_until = $6
      WHERE tenant_id = $1 AND callback_id = $2 AND subject = $3 AND holder = $4
      """;
  private static final String RELEASE =
      """
      UPDATE callback_lane SET next_at = $5, held_until = '1970-01-01T00:00:00Z', holder = NULL
      WHERE tenant_id = $1 AND callback_id = $2 AND subject = $3 AND holder = $4
      """;

  private final Database database;
  private final SealedBox box;
  private final UUID self = UUID.randomUUID();

  Lanes(Database database, SealedBox box) {
    this.database = database;
    this.box = box;
  }

  /** Takes lanes that are due in hand. */
  List<Lane> claim(Instant now, int most) {
    Tuple values =
        Tuple.of(utc(now), AT_ONCE, most).addOffsetDateTime(utc(now.plus(HOLD))).addUUID(self);
    return database.inPlatform(connection -> {
      List<Lane> claimed = new ArrayList<>();
      if (connection.query(TURN).execute().await().iterator().next().getBoolean("mine")) {
        for (Row row : ask(connection, CLAIM, values)) {
          claimed.add(
              new Lane(
                  new TenantId(row.getUUID("tenant_id")),
                  row.getUUID("callback_id"),
                  row.getString("subject")));
        }
      }
      return claimed;
    });
  }

  /** What is first in a lane; empty when nothing waits there or its endpoint is not to be asked. */
  Optional<Waiting> first(Lane lane, Instant now) {
    Tuple values =
        Tuple.of(lane.tenant().value(), lane.callback(), lane.subject())
            .addOffsetDateTime(utc(now));
    return database.inPlatform(connection -> {
      for (Row row : ask(connection, FIRST, values)) {
        return Optional.of(waiting(lane, row));
      }
      return Optional.<Waiting>empty();
    });
  }

  /** Lets go of a lane, in a transaction of its own. */
  void release(Lane lane, Instant now) {
    database.inPlatform(connection -> next(connection, lane, now, false));
  }

  /**
   * What becomes of a lane whose first event is settled: it is gone when nothing else waits in it,
   * otherwise this portal goes on with it, or another does.
   *
   * @return whether this one goes on
   */
  boolean next(SqlConnection connection, Lane lane, Instant now, boolean goOn) {
    if (ask(connection, LOCK, mine(lane)).size() == 0) {
      return false;
    }
    Tuple key = Tuple.of(lane.tenant().value(), lane.callback(), lane.subject());
    if (!ask(connection, ANYTHING, key).iterator().next().getBoolean("more")) {
      ask(connection, REMOVE, mine(lane));
      return false;
    }
    if (goOn) {
      Tuple held = mine(lane).addOffsetDateTime(utc(now)).addOffsetDateTime(utc(now.plus(HOLD)));
      ask(connection, GO_ON, held);
      return true;
    }
    later(connection, lane, now);
    return false;
  }

  /** Lets go of a lane whose first event is tried again then. */
  void later(SqlConnection connection, Lane lane, Instant then) {
    ask(connection, RELEASE, mine(lane).addOffsetDateTime(utc(then)));
  }

  private Tuple mine(Lane lane) {
    return Tuple.of(lane.tenant().value(), lane.callback(), lane.subject(), self);
  }

  private Waiting waiting(Lane lane, Row row) {
    TenantId tenant = lane.tenant();
    String context = CallbackSecret.context(tenant, lane.callback());
    return new Waiting(
        lane,
        row.getLong("position"),
        new Endpoint(
            tenant,
            lane.callback(),
            URI.create(row.getString("url")),
            Dialect.parse(row.getString("dialect")).orElseThrow(),
            new CallbackSecret(box.open(row.getString("sealed_secret"), context)),
            Optional.ofNullable(row.getString("sealed_former"))
                .map(sealed -> new CallbackSecret(box.open(sealed, context)))),
        new StoredEvent(
            tenant,
            row.getUUID("event_id"),
            row.getString("kind"),
            row.getLong("sequence"),
            new Subject(row.getString("domain"), row.getString("app"), row.getString("stream")),
            row.getOffsetDateTime("happened_at").toInstant(),
            row.getJsonObject("data")),
        row.getInteger("attempts"),
        row.getOffsetDateTime("deadline").toInstant());
  }

  static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
