package dev.weir.portal.library;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.storage.StorageClass;
import dev.weir.portal.library.RecordingStore.Due;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which recordings are to go over into a colder class, within transactions of the caller. */
final class CoolingStore {

  private static final String DUE =
      """
      SELECT tenant_id, id FROM recording
      WHERE cool_at <= $1 AND delete_at IS NULL AND state = 'READY'
      ORDER BY cool_at LIMIT $2
      """;
  private static final String TAKE =
      """
      UPDATE recording r SET cool_at = $4
      WHERE r.tenant_id = $1 AND r.id = $2 AND r.cool_at <= $3 AND r.delete_at IS NULL
      RETURNING r.cool_to,
      """
          + RecordingRows.COLUMNS;
  private static final String END =
      """
      UPDATE recording
      SET cool_at = NULL, storage_class = CASE WHEN $3 THEN cool_to ELSE storage_class END
      WHERE tenant_id = $1 AND id = $2
      """;

  /** A recording and the class that it goes over into. */
  record Move(Recording recording, StorageClass to) {}

  /** Those whose time has come, of all tenants, longest due first. */
  List<Due> due(SqlConnection connection, Instant now, int limit) {
    List<Due> due = new ArrayList<>();
    Tuple values = Tuple.of(now.atOffset(ZoneOffset.UTC), limit);
    for (Row row : connection.preparedQuery(DUE).execute(values).await()) {
      due.add(new Due(new TenantId(row.getUUID("tenant_id")), new RecordingId(row.getUUID("id"))));
    }
    return due;
  }

  /** Has one for the caller alone until a moment; none when somebody else has. */
  List<Move> take(SqlConnection connection, Due due, Instant now, Instant until) {
    List<Move> moves = new ArrayList<>();
    Tuple values =
        key(due)
            .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
            .addOffsetDateTime(until.atOffset(ZoneOffset.UTC));
    for (Row row : connection.preparedQuery(TAKE).execute(values).await()) {
      moves.add(new Move(RecordingRows.read(row), StorageClass.valueOf(row.getString("cool_to"))));
    }
    return moves;
  }

  /** Nothing more is to be done; {@code moved} says whether it is in its class now. */
  void end(SqlConnection connection, Due due, boolean moved) {
    connection.preparedQuery(END).execute(key(due).addBoolean(moved)).await();
  }

  private static Tuple key(Due due) {
    return Tuple.of(due.tenant().value(), due.id().value());
  }
}
