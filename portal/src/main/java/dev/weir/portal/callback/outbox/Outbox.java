package dev.weir.portal.callback.outbox;

import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.event.Subject;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events for the endpoints that want them. An event is put in the transaction that is the
 * reason for it: both happen or neither. For virtual threads.
 */
public final class Outbox {

  /** How long an event is tried to be told. */
  public static final Duration PATIENCE = Duration.ofHours(24);

  /** Most of what an event says, bytes of JSON; what says more is not told. */
  public static final int MAX_DATA_BYTES = 12 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** They stay until the transaction ends: nobody deletes one that is about to be told. */
  private static final String WANTED_BY =
      """
      SELECT id, stream FROM callback
      WHERE tenant_id = $1 AND state <> 'GONE' AND full_since IS NULL
        AND (cardinality(kinds) = 0 OR $2 = ANY (kinds))
        AND (domain = '' OR domain = $3) AND (app = '' OR app = $4)
        AND (stream = '' OR $5 <> '')
      ORDER BY id FOR KEY SHARE
      """;

  private static final String IS_THERE =
      "SELECT FROM callback_event WHERE tenant_id = $1 AND id = $2";
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String NUMBER =
      """
      INSERT INTO callback_sequence (tenant_id, subject, last, used_at) VALUES ($1, $2, 1, $3)
      ON CONFLICT (tenant_id, subject)
      DO UPDATE SET last = callback_sequence.last + 1, used_at = $3
      RETURNING last
      """;
  private static final String EVENT =
      """
      INSERT INTO callback_event (tenant_id, id, kind, subject, sequence, domain, app, stream,
        happened_at, data, put_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """;
  private static final String DELIVERIES =
      """
      INSERT INTO callback_delivery (tenant_id, callback_id, event_id, subject, put_at, deadline)
      SELECT $1, id, $3, $4, $5, $6 FROM unnest($2::uuid[]) AS id
      """;

  /** A lane that is there is locked: whoever finds it empty and would remove it waits. */
  private static final String LANES =
      """
      INSERT INTO callback_lane (tenant_id, callback_id, subject, next_at)
      SELECT $1, id, $3, $4 FROM unnest($2::uuid[]) AS id
      ON CONFLICT (tenant_id, callback_id, subject) DO UPDATE SET next_at = callback_lane.next_at
      """;

  private final TimeSource time;

  /** An outbox by this clock. */
  public Outbox(TimeSource time) {
    this.time = time;
  }

  /**
   * Puts an event where it is wanted, or nowhere. Those about one subject are told in the order in
   * which they were put.
   *
   * @param connection within a transaction of the tenant, or of the platform
   */
  public void put(SqlConnection connection, TenantId tenant, CallbackEvent event) {
    Subject subject = event.subject();
    UUID[] wantedBy = wantedBy(connection, tenant, event);
    if (wantedBy.length == 0) {
      return;
    }
    JsonObject data = text(event.data());
    if (data.encode().getBytes(StandardCharsets.UTF_8).length > MAX_DATA_BYTES) {
      LOG.warn("event=callback.too-long tenant={} kind={}", tenant, event.kind().text());
      return;
    }
    // One at a time of a tenant: two that put the same subjects in another order would wait for
    // each other.
    ask(connection, LOCK, Tuple.of("callbacks/" + tenant));
    UUID id = event.id().orElseGet(UUID::randomUUID);
    if (event.id().isPresent()
        && ask(connection, IS_THERE, Tuple.of(tenant.value(), id)).size() > 0) {
      return;
    }
    OffsetDateTime now = utc(time.now());
    Tuple counted = Tuple.of(tenant.value(), subject.text(), now);
    long number = ask(connection, NUMBER, counted).iterator().next().getLong("last");
    ask(
        connection,
        EVENT,
        Tuple.tuple()
            .addUUID(tenant.value())
            .addUUID(id)
            .addString(event.kind().text())
            .addString(subject.text())
            .addLong(number)
            .addString(subject.domain())
            .addString(subject.app())
            .addString(subject.stream())
            .addOffsetDateTime(utc(event.at()))
            .addJsonObject(data)
            .addOffsetDateTime(now));
    Tuple deliveries =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addArrayOfUUID(wantedBy)
            .addUUID(id)
            .addString(subject.text())
            .addOffsetDateTime(now)
            .addOffsetDateTime(now.plus(PATIENCE));
    ask(connection, DELIVERIES, deliveries);
    Tuple lanes =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addArrayOfUUID(wantedBy)
            .addString(subject.text())
            .addOffsetDateTime(now);
    ask(connection, LANES, lanes);
  }

  private static UUID[] wantedBy(SqlConnection connection, TenantId tenant, CallbackEvent event) {
    Subject subject = event.subject();
    Tuple values =
        Tuple.of(
            tenant.value(), event.kind().text(), subject.domain(), subject.app(), subject.stream());
    List<UUID> found = new ArrayList<>();
    for (Row row : ask(connection, WANTED_BY, values)) {
      String pattern = row.getString("stream");
      if (pattern.isEmpty() || new Wildcard(pattern).matches(subject.stream())) {
        found.add(row.getUUID("id"));
      }
    }
    return found.toArray(UUID[]::new);
  }

  /** PostgreSQL keeps no NUL, and an encoder may call itself anything. */
  private static JsonObject text(JsonObject data) {
    String encoded = data.encode();
    return encoded.contains("\\u0000") ? new JsonObject(encoded.replace("\\u0000", " ")) : data;
  }

  private static RowSet<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
