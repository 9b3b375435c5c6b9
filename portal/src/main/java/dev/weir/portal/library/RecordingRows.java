package dev.weir.portal.library;

import dev.weir.contract.event.RecordingEvent;
import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the table {@code recording}. */
final class RecordingRows {

  static final String COLUMNS =
      """
      r.tenant_id, r.id, r.domain, r.app, r.stream, r.node, r.boot, r.format, r.state, r.cause,
      r.started_at, r.told_at, r.duration_ms, r.bytes, r.width, r.height, r.object_name, r.title,
      r.kept_until, r.delete_at, r.store, r.storage_class, r.forgotten
      """;

  private RecordingRows() {}

  static List<Recording> read(SqlConnection connection, String sql, Tuple values) {
    List<Recording> found = new ArrayList<>();
    for (Row row : connection.preparedQuery(sql).execute(values).await()) {
      found.add(read(row));
    }
    return found;
  }

  static Recording read(Row row) {
    return new Recording(
        told(row),
        row.getString("title"),
        Optional.ofNullable(row.getOffsetDateTime("kept_until")).map(OffsetDateTime::toInstant),
        row.getOffsetDateTime("delete_at") != null,
        named(row.getString("storage_class")).map(StorageClass::valueOf),
        row.getBoolean("forgotten"));
  }

  private static Optional<String> named(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static RecordingEvent told(Row row) {
    return new RecordingEvent(
        new RecordingId(row.getUUID("id")),
        new StreamAddress(
            new TenantId(row.getUUID("tenant_id")),
            new DomainName(row.getString("domain")),
            new AppName(row.getString("app")),
            new StreamName(row.getString("stream"))),
        new NodeId(row.getString("node")),
        new BootId(row.getString("boot")),
        RecordingFormat.valueOf(row.getString("format")),
        row.getOffsetDateTime("started_at").toInstant(),
        row.getOffsetDateTime("told_at").toInstant(),
        RecordingEvent.State.valueOf(row.getString("state")),
        row.getLong("duration_ms"),
        row.getLong("bytes"),
        row.getInteger("width"),
        row.getInteger("height"),
        named(row.getString("store")).map(StoreId::new),
        row.getString("object_name"),
        row.getString("cause"));
  }
}
