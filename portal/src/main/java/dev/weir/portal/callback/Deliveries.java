package dev.weir.portal.callback;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.delivery.Attempt;
import dev.weir.portal.callback.delivery.AttemptLog;
import dev.weir.portal.callback.delivery.AttemptTrouble;
import dev.weir.portal.callback.delivery.Endpoint;
import dev.weir.portal.callback.event.StoredEvent;
import dev.weir.portal.callback.event.Subject;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of events, and those that are told again. For virtual threads. */
public final class Deliveries {

  /** Most on a page. */
  public static final int MAX_PAGE = 500;

  /** Most attempts of an event that are shown, the last ones. */
  public static final int MAX_ATTEMPTS = 50;

  /** Most events that are replayed at once. */
  public static final int MAX_REPLAYED = 10_000;

  private static final String SELECT =
      """
      SELECT d.position, d.put_at, d.state, d.attempts, d.trouble, d.settled_at, e.id, e.kind,
        e.sequence, e.domain, e.app, e.stream, e.happened_at, e.data,
        CASE WHEN d.state = 'WAITING' AND NOT EXISTS (
          SELECT FROM callback_delivery b WHERE b.tenant_id = d.tenant_id
            AND b.callback_id = d.callback_id AND b.subject = d.subject AND b.state = 'WAITING'
            AND b.position < d.position)
          THEN l.next_at END AS next_at
      FROM callback_delivery d
      JOIN callback_event e ON e.tenant_id = d.tenant_id AND e.id = d.event_id
      LEFT JOIN callback_lane l ON l.tenant_id = d.tenant_id AND l.callback_id = d.callback_id
        AND l.subject = d.subject
      WHERE d.tenant_id = $1 AND d.callback_id = $2
      """;
  private static final String LIST =
      SELECT
          + "AND ($3 = '' OR d.state = $3) AND d.position < $4 ORDER BY d.position DESC LIMIT $5";
  private static final String ONE = SELECT + "AND d.event_id = $3";
  private static final String ATTEMPTS =
      """
      SELECT number, at, took_ms, trouble, status, request, response FROM callback_attempt
      WHERE tenant_id = $1 AND callback_id = $2 AND event_id = $3 ORDER BY at DESC, id LIMIT $4
      """;

  /** In its old place: what was told before others is told before them again. */
  private static final String AGAIN =
      """
      UPDATE callback_delivery SET state = 'WAITING', attempts = 0, trouble = '',
        settled_at = NULL, deadline = $3
      WHERE tenant_id = $1 AND callback_id = $2 AND state <> 'WAITING'
      """;

  private static final String ONE_AGAIN = AGAIN + "AND event_id = $4 RETURNING subject";
  private static final String RANGE_AGAIN =
      AGAIN
          + """
          AND position IN (
            SELECT d.position FROM callback_delivery d
            WHERE d.tenant_id = $1 AND d.callback_id = $2 AND d.put_at >= $4 AND d.put_at < $5
              AND (d.state = 'DEAD' OR (NOT $6 AND d.state = 'DELIVERED'))
            ORDER BY d.position LIMIT $7)
          RETURNING subject
          """;
  private static final String LANES =
      """
      INSERT INTO callback_lane (tenant_id, callback_id, subject, next_at)
      SELECT DISTINCT $1::uuid, $2::uuid, subject, $4::timestamptz FROM unnest($3::text[]) AS subject
      ON CONFLICT (tenant_id, callback_id, subject) DO UPDATE SET next_at = $4
      """;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;

  /** Deliveries in this database. */
  public Deliveries(Database database, AuditLog audit, TimeSource time) {
    this.database = database;
    this.audit = audit;
    this.time = time;
  }

  /**
   * Which events are replayed.
   *
   * @param from put then or later
   * @param to put before
   * @param deadAlone whether those that were taken stay so
   */
  public record Range(Instant from, Instant to, boolean deadAlone) {}

  /**
   * Events of an endpoint, the latest first; up to one more than {@code limit}. Throws {@code
   * WeirFault NOT_FOUND}.
   *
   * @param state that they are in; empty for all
   * @param below only those with smaller positions
   */
  public List<Delivery> list(
      Actor actor, CallbackId id, Optional<Delivery.State> state, long below, int limit) {
    actor.require(Permission.CALLBACKS_READ);
    Tuple values =
        Tuple.of(
            actor.tenant().value(),
            id.value(),
            state.map(Delivery.State::name).orElse(""),
            below,
            Math.clamp(limit, 1, MAX_PAGE) + 1);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          known(connection, actor, id);
          return read(actor.tenant(), connection, LIST, values);
        });
  }

  /** One event of an endpoint; throws {@code WeirFault NOT_FOUND}. */
  public Delivery find(Actor actor, CallbackId id, UUID event) {
    actor.require(Permission.CALLBACKS_READ);
    Tuple values = Tuple.of(actor.tenant().value(), id.value(), event);
    return database
        .inTenant(actor.tenant(), connection -> read(actor.tenant(), connection, ONE, values))
        .stream()
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "event=" + event));
  }

  /** The attempts to tell an endpoint of an event, the last first. */
  public List<LoggedAttempt> attempts(Actor actor, CallbackId id, UUID event) {
    actor.require(Permission.CALLBACKS_READ);
    Tuple values = Tuple.of(actor.tenant().value(), id.value(), event, MAX_ATTEMPTS);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          List<LoggedAttempt> attempts = new ArrayList<>();
          for (Row row : CallbackRows.ask(connection, ATTEMPTS, values)) {
            attempts.add(
                new LoggedAttempt(
                    row.getInteger("number"),
                    new Attempt(
                        row.getOffsetDateTime("at").toInstant(),
                        row.getInteger("took_ms"),
                        AttemptTrouble.parse(row.getString("trouble")),
                        row.getInteger("status"),
                        row.getString("request"),
                        row.getString("response"))));
          }
          return attempts;
        });
  }

  /**
   * Has an endpoint told of an event once more, with its old id and number; nothing happens to one
   * that waits. Throws {@code WeirFault NOT_FOUND}.
   */
  public void replay(Actor actor, CallbackId id, UUID event) {
    actor.require(Permission.CALLBACKS_WRITE);
    Tuple one = Tuple.of(actor.tenant().value(), id.value(), event);
    Tuple values = again(actor, id).addUUID(event);
    database.inTenant(
        actor.tenant(),
        connection -> {
          CallbackRows.hold(actor.tenant(), connection, id);
          String name = known(connection, actor, id);
          if (read(actor.tenant(), connection, ONE, one).isEmpty()) {
            throw new WeirFault(FaultCode.NOT_FOUND, "event=" + event);
          }
          return replayed(connection, actor, id, name, ONE_AGAIN, values);
        });
  }

  /**
   * The same for what was put within some time, the first {@link #MAX_REPLAYED} of it; how many.
   * Throws {@code WeirFault NOT_FOUND}.
   */
  public int replay(Actor actor, CallbackId id, Range range) {
    actor.require(Permission.CALLBACKS_WRITE);
    Tuple values =
        again(actor, id)
            .addOffsetDateTime(CallbackRows.utc(range.from()))
            .addOffsetDateTime(CallbackRows.utc(range.to()))
            .addBoolean(range.deadAlone())
            .addInteger(MAX_REPLAYED);
    return database.inTenant(
        actor.tenant(),
        connection -> {
          CallbackRows.hold(actor.tenant(), connection, id);
          String name = known(connection, actor, id);
          return replayed(connection, actor, id, name, RANGE_AGAIN, values);
        });
  }

  /** Writes down a trial. */
  static void log(SqlConnection connection, Endpoint endpoint, UUID event, Attempt attempt) {
    AttemptLog.write(connection, endpoint, event, 1, attempt);
  }

  private int replayed(
      SqlConnection connection, Actor actor, CallbackId id, String name, String sql, Tuple values) {
    List<String> subjects = new ArrayList<>();
    for (Row row : CallbackRows.ask(connection, sql, values)) {
      subjects.add(row.getString("subject"));
    }
    if (!subjects.isEmpty()) {
      Tuple lanes =
          Tuple.of(actor.tenant().value(), id.value())
              .addArrayOfString(subjects.stream().distinct().toArray(String[]::new))
              .addOffsetDateTime(CallbackRows.utc(time.now()));
      CallbackRows.ask(connection, LANES, lanes);
      audit.record(
          connection,
          actor,
          AuditEntry.of(AuditAction.CALLBACK_REPLAYED, name)
              .after(AuditFacts.none().with("events", subjects.size())));
    }
    return subjects.size();
  }

  private Tuple again(Actor actor, CallbackId id) {
    return Tuple.of(actor.tenant().value(), id.value())
        .addOffsetDateTime(CallbackRows.utc(time.now().plus(Outbox.PATIENCE)));
  }

  /** Its name. */
  private String known(SqlConnection connection, Actor actor, CallbackId id) {
    return CallbackRows.find(actor.tenant(), connection, id, time.now())
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, actor.tenant() + "/" + id))
        .settings()
        .name();
  }

  private static List<Delivery> read(
      TenantId tenant, SqlConnection connection, String sql, Tuple values) {
    List<Delivery> found = new ArrayList<>();
    for (Row row : CallbackRows.ask(connection, sql, values)) {
      found.add(
          new Delivery(
              row.getLong("position"),
              new StoredEvent(
                  tenant,
                  row.getUUID("id"),
                  row.getString("kind"),
                  row.getLong("sequence"),
                  new Subject(
                      row.getString("domain"), row.getString("app"), row.getString("stream")),
                  row.getOffsetDateTime("happened_at").toInstant(),
                  row.getJsonObject("data")),
              row.getOffsetDateTime("put_at").toInstant(),
              Delivery.State.valueOf(row.getString("state")),
              row.getInteger("attempts"),
              AttemptTrouble.parse(row.getString("trouble")),
              CallbackRows.instant(row, "next_at"),
              CallbackRows.instant(row, "settled_at")));
    }
    return found;
  }
}
