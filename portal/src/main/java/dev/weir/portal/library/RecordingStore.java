package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.portal.label.Labels.Label;
import dev.weir.portal.listing.ListPlace;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Recordings in the database, within transactions of the caller. */
final class RecordingStore {

  private static final String SEARCH =
      "SELECT "
          + RecordingRows.COLUMNS
          + """
          FROM recording r
          WHERE r.tenant_id = $1 AND (r.started_at, r.id) < ($2, $3)
            AND r.started_at >= $4 AND r.started_at < $5
            AND ($6 = '' OR r.domain = $6) AND ($7 = '' OR r.app = $7)
            AND ($8 = '' OR starts_with(r.stream, $8)) AND ($9 = '' OR r.format = $9)
            AND ($10 = '' OR EXISTS (
              SELECT FROM stream_label l
              JOIN domain d ON d.tenant_id = l.tenant_id AND d.id = l.domain_id
              WHERE l.tenant_id = r.tenant_id AND d.name = r.domain AND l.app = r.app
                AND l.stream = r.stream AND l.key = $10 AND l.value = $11))
          ORDER BY r.started_at DESC, r.id DESC LIMIT $12
          """;
  private static final String FIND =
      "SELECT " + RecordingRows.COLUMNS + "FROM recording r WHERE r.tenant_id = $1 AND r.id = $2";
  private static final String OF_TAKE =
      "SELECT "
          + RecordingRows.COLUMNS
          + """
          FROM recording r
          WHERE r.tenant_id = $1 AND r.started_at = $2 AND r.domain = $3 AND r.app = $4
            AND r.stream = $5
          ORDER BY r.format LIMIT $6
          """;
  private static final String HOLD = FIND + " FOR UPDATE";
  private static final String RENAME =
      "UPDATE recording SET title = $3 WHERE tenant_id = $1 AND id = $2";
  private static final String MARK =
      "UPDATE recording SET delete_at = $3 WHERE tenant_id = $1 AND id = $2";
  private static final String DUE =
      """
      SELECT tenant_id, id FROM recording
      WHERE delete_at <= $1 OR (delete_at IS NULL AND kept_until <= $1)
      ORDER BY coalesce(delete_at, kept_until) LIMIT $2
      """;
  private static final String TAKE =
      """
      UPDATE recording r SET delete_at = $4
      WHERE r.tenant_id = $1 AND r.id = $2
        AND (r.delete_at <= $3 OR (r.delete_at IS NULL AND r.kept_until <= $3))
      RETURNING
      """
          + RecordingRows.COLUMNS;

  /** What failed and is forgotten by itself may still come: its node may only have been away. */
  private static final String REMOVE =
      """
      WITH gone AS (
        DELETE FROM recording WHERE tenant_id = $1 AND id = $2
        RETURNING tenant_id, id, state = 'FAILED' AND kept_until <= $3 AS forgotten)
      INSERT INTO deleted_recording (tenant_id, id, deleted_at)
      SELECT tenant_id, id, $3 FROM gone WHERE forgotten IS NOT TRUE
      ON CONFLICT (tenant_id, id) DO UPDATE SET deleted_at = excluded.deleted_at
      """;

  private static final String FORGET_DELETED =
      "DELETE FROM deleted_recording WHERE tenant_id = $1 AND deleted_at < $2";

  /** How long it is known that a recording was deleted: a node that is away longer is gone. */
  static final Duration DELETED_KEPT = Duration.ofDays(400);

  private static final OffsetDateTime FIRST_DAY = utc(Instant.EPOCH);
  private static final OffsetDateTime LAST_DAY = utc(ListPlace.TOP.startedAt());

  /** One that is to be deleted, and whose it is. */
  record Due(TenantId tenant, RecordingId id) {}

  List<Recording> search(
      SqlConnection connection, TenantId tenant, RecordingQuery query, int limit) {
    ListPlace below = query.before().orElse(ListPlace.TOP);
    Tuple values =
        Tuple.tuple()
            .addUUID(tenant.value())
            .addOffsetDateTime(utc(below.startedAt()))
            .addUUID(below.id())
            .addOffsetDateTime(query.from().map(RecordingStore::utc).orElse(FIRST_DAY))
            .addOffsetDateTime(query.to().map(day -> utc(day.plusDays(1))).orElse(LAST_DAY))
            .addString(query.domain())
            .addString(query.app())
            .addString(query.stream())
            .addString(query.format().map(RecordingFormat::name).orElse(""))
            .addString(query.label().map(Label::key).orElse(""))
            .addString(query.label().map(Label::value).orElse(""))
            .addInteger(limit);
    return RecordingRows.read(connection, SEARCH, values);
  }

  /** One; throws {@code WeirFault NOT_FOUND}. */
  Recording find(SqlConnection connection, TenantId tenant, RecordingId id) {
    return one(connection, FIND, tenant, id);
  }

  /** The same, and nobody else changes it before the transaction ends. */
  Recording hold(SqlConnection connection, TenantId tenant, RecordingId id) {
    return one(connection, HOLD, tenant, id);
  }

  /** All files that were made of the same media, itself among them. */
  List<Recording> ofTake(SqlConnection connection, Recording one, int limit) {
    RecordingEvent told = one.told();
    StreamAddress stream = told.address();
    return RecordingRows.read(
        connection,
        OF_TAKE,
        Tuple.of(
            stream.tenant().value(),
            utc(told.startedAt()),
            stream.pushDomain().value(),
            stream.app().value(),
            stream.stream().value(),
            limit));
  }

  void rename(SqlConnection connection, TenantId tenant, RecordingId id, String title) {
    ask(connection, RENAME, Tuple.of(tenant.value(), id.value(), title));
  }

  /** Says when the store is to be asked to delete it. */
  void mark(SqlConnection connection, TenantId tenant, RecordingId id, Instant at) {
    ask(connection, MARK, Tuple.of(tenant.value(), id.value(), utc(at)));
  }

  /** Those that are to be deleted, of all tenants, longest due first. */
  List<Due> due(SqlConnection connection, Instant now, int limit) {
    List<Due> due = new ArrayList<>();
    for (Row row : ask(connection, DUE, Tuple.of(utc(now), limit))) {
      due.add(new Due(new TenantId(row.getUUID("tenant_id")), new RecordingId(row.getUUID("id"))));
    }
    return due;
  }

  /** Has one that is due for the caller alone until a moment; none when somebody else has. */
  List<Recording> take(SqlConnection connection, Due due, Instant now, Instant until) {
    return RecordingRows.read(
        connection, TAKE, Tuple.of(due.tenant().value(), due.id().value(), utc(now), utc(until)));
  }

  /** Forgets one, and remembers that it was deleted. */
  void remove(SqlConnection connection, Due due, Instant now) {
    UUID tenant = due.tenant().value();
    ask(connection, REMOVE, Tuple.of(tenant, due.id().value(), utc(now)));
    ask(connection, FORGET_DELETED, Tuple.of(tenant, utc(now.minus(DELETED_KEPT))));
  }

  private static Recording one(
      SqlConnection connection, String sql, TenantId tenant, RecordingId id) {
    return RecordingRows.read(connection, sql, Tuple.of(tenant.value(), id.value())).stream()
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "recording=" + id));
  }

  private static Iterable<Row> ask(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).await();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static OffsetDateTime utc(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
