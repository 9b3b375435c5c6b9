package dev.weir.portal.history;

import dev.weir.contract.event.PublishEnd;
import dev.weir.contract.event.StreamEnded;
import dev.weir.contract.event.StreamEvent;
import dev.weir.contract.event.StreamPublished;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.callback.event.CallbackEvent.Ended;
import dev.weir.portal.callback.event.CallbackEvent.Published;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.label.Labels.Label;
import dev.weir.portal.listing.ListPlace;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Publishes in the database. Facts may come twice and in any order. For virtual threads. */
public final class HistoryStore {

  static final String SEARCH =
      "SELECT "
          + PublishRows.COLUMNS
          + """
          FROM publish_session p
          WHERE p.tenant_id = $1 AND (p.started_at, p.id) < ($2, $3)
            AND p.started_at >= $4 AND p.started_at < $5
            AND ($6::text = '' OR p.domain = $6) AND ($7::text = '' OR p.app = $7)
            AND ($8::text = '' OR starts_with(p.stream, $8))
            AND ($9::text = '' OR p.reason = $9)
            AND ($10::text = '' OR EXISTS (
              SELECT FROM stream_label l
              JOIN domain d ON d.tenant_id = l.tenant_id AND d.id = l.domain_id
              WHERE l.tenant_id = p.tenant_id AND d.name = p.domain AND l.app = p.app
                AND l.stream = p.stream AND l.key = $10 AND l.value = $11))
          ORDER BY p.started_at DESC, p.id DESC LIMIT $12
          """;
  static final String OF_STREAM =
      "SELECT "
          + PublishRows.COLUMNS
          + """
          FROM publish_session p
          WHERE p.tenant_id = $1 AND p.domain = $2 AND p.app = $3 AND p.stream = $4
          ORDER BY p.started_at DESC, p.id DESC LIMIT $5
          """;

  /** A tenant that is gone has no history. */
  private static final String BEGIN =
      """
      INSERT INTO publish_session
        (tenant_id, id, domain, app, stream, node, boot, software, address, started_at)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, id) DO NOTHING
      """;

  /** A node that was thought lost knows better. */
  private static final String END =
      """
      WITH before AS (
        SELECT ended_at IS NULL AS live FROM publish_session
        WHERE tenant_id = $1 AND id = $2 FOR UPDATE)
      UPDATE publish_session SET ended_at = $3, reason = $4, cause = $5, tracks = $6, bytes = $7,
        software = $8
      FROM before WHERE tenant_id = $1 AND id = $2 AND (ended_at IS NULL OR reason = 'NODE_LOST')
      RETURNING before.live
      """;

  private static final String LOSE =
      """
      UPDATE publish_session p SET ended_at = $3, reason = 'NODE_LOST'
      WHERE tenant_id = $1 AND boot = $2 AND ended_at IS NULL
      RETURNING
      """
          + PublishRows.COLUMNS;
  private static final String OPEN =
      "SELECT DISTINCT tenant_id, boot FROM publish_session WHERE ended_at IS NULL";
  private static final String FORGET =
      """
      DELETE FROM publish_session WHERE (tenant_id, id) IN (
        SELECT tenant_id, id FROM publish_session
        WHERE started_at < $1 AND ended_at IS NOT NULL LIMIT $2)
      """;
  private static final OffsetDateTime FIRST_DAY = utc(Instant.EPOCH);
  private static final OffsetDateTime LAST_DAY = utc(ListPlace.TOP.startedAt());

  private final Database database;
  private final Outbox outbox;

  /** Publishes in this database; {@code outbox} tells of those that begin and end. */
  public HistoryStore(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** A tenant's publishes on one start of a node that have not ended. */
  record OpenBoot(TenantId tenant, BootId boot) {}

  List<PublishRecord> search(TenantId tenant, HistoryQuery query, int limit) {
    ListPlace below = query.before().orElse(ListPlace.TOP);
    Tuple values =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addOffsetDateTime(utc(below.startedAt()))
            .addUUID(below.id())
            .addOffsetDateTime(query.from().map(HistoryStore::utc).orElse(FIRST_DAY))
            .addOffsetDateTime(query.to().map(day -> utc(day.plusDays(1))).orElse(LAST_DAY))
            .addString(query.domain())
            .addString(query.app())
            .addString(query.stream())
            .addString(query.reason().map(PublishEnd::name).orElse(""))
            .addString(query.label().map(Label::key).orElse(""))
            .addString(query.label().map(Label::value).orElse(""))
            .addInteger(limit);
    return database.inTenant(tenant, connection -> read(connection, SEARCH, values));
  }

  List<PublishRecord> of(StreamAddress address, int limit) {
    Tuple values =
        Tuple.of(
            address.tenant().value(),
            address.pushDomain().value(),
            address.app().value(),
            address.stream().value(),
            limit);
    return database.inTenant(address.tenant(), connection -> read(connection, OF_STREAM, values));
  }

  /** Keeps facts of one tenant, all or none of them. */
  void keep(TenantId tenant, List<StreamEvent> events) {
    database.inTenant(
        tenant,
        connection -> {
          events.forEach(event -> keep(connection, tenant, event));
          return events;
        });
  }

  Set<OpenBoot> open() {
    return database.inPlatform(connection -> {
      Set<OpenBoot> open = new HashSet<>();
      for (Row row : connection.query(OPEN).execute().await()) {
        open.add(
            new OpenBoot(
                new TenantId(row.getUUID("tenant_id")), new BootId(row.getString("boot"))));
      }
      return open;
    });
  }

  /** Ends what was open on a node that is gone; how many. */
  int lose(OpenBoot open, Instant now) {
    Tuple values = Tuple.of(open.tenant().value(), open.boot().value(), utc(now));
    return database.inTenant(
        open.tenant(),
        connection -> {
          List<PublishRecord> lost = read(connection, LOSE, values);
          lost.forEach(one -> outbox.put(connection, open.tenant(), new Ended(ended(one))));
          return lost.size();
        });
  }

  private static StreamEnded ended(PublishRecord lost) {
    PublishRecord.End end = lost.end().orElseThrow();
    return new StreamEnded(
        lost.begin(), end.at(), end.reason(), end.cause(), end.tracks(), end.bytes());
  }

  /** Forgets ended publishes that began before; how many, at most {@code limit}. */
  int forget(Instant before, int limit) {
    return database.inPlatform(connection ->
        connection.preparedQuery(FORGET).execute(Tuple.of(utc(before), limit)).await().rowCount());
  }

  /** Told is what is new: a fact that comes again changes nothing. */
  private void keep(SqlConnection connection, TenantId tenant, StreamEvent event) {
    if (connection.preparedQuery(BEGIN).execute(begin(event.begin())).await().rowCount() == 1) {
      outbox.put(connection, tenant, new Published(event.begin()));
    }
    if (event instanceof StreamEnded ended) {
      Tuple values =
          Tuple.tuple()
              .addUUID(ended.begin().address().tenant().value())
              .addUUID(ended.begin().id().value())
              .addOffsetDateTime(utc(ended.at()))
              .addString(ended.reason().name())
              .addString(ended.cause())
              .addJsonArray(PublishRows.json(ended.tracks()))
              .addLong(ended.bytes())
              .addString(text(ended.begin().software()));
      for (Row row : connection.preparedQuery(END).execute(values).await()) {
        if (row.getBoolean("live")) {
          outbox.put(connection, tenant, new Ended(ended));
        }
      }
    }
  }

  private static Tuple begin(StreamPublished event) {
    return Tuple.tuple()
        .addUUID(event.address().tenant().value())
        .addUUID(event.id().value())
        .addString(event.address().pushDomain().value())
        .addString(event.address().app().value())
        .addString(event.address().stream().value())
        .addString(event.node().value())
        .addString(event.boot().value())
        .addString(text(event.software()))
        .addString(event.peerAddress())
        .addOffsetDateTime(utc(event.at()));
  }

  private static List<PublishRecord> read(SqlConnection connection, String sql, Tuple values) {
    List<PublishRecord> found = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      found.add(PublishRows.read(row));
    }
    return found;
  }

  /** PostgreSQL keeps no NUL in a text, and an encoder may say anything. */
  private static String text(String said) {
    return said.replace('\0', ' ');
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static OffsetDateTime utc(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
