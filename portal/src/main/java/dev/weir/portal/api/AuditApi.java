package dev.weir.portal.api;

import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.audit.AuditQuery;
import dev.weir.portal.audit.AuditRecord;
import dev.weir.portal.audit.AuditStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/audit}: the audit log, newest first, with what its chain is checked by. */
public final class AuditApi {

  private final AuditStore store;

  /** Tells of this store. */
  public AuditApi(AuditStore store) {
    this.store = store;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, "/api/v1/audit", Permission.AUDIT_READ, this::list));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    AuditQuery query =
        new AuditQuery(
            call.find("person").orElse(""),
            call.find("action").orElse(""),
            call.find("object").orElse(""),
            day(call, "from"),
            day(call, "to"),
            call.cursor().map(Cursor::number).orElse(Long.MAX_VALUE));
    call.page(
        "entries",
        store.search(call.actor(), query, call.limit() + 1),
        record -> Cursor.after(Long.toString(record.seq())),
        AuditApi::json);
  }

  private static Optional<LocalDate> day(ApiCall call, String name) {
    try {
      return call.find(name).map(LocalDate::parse);
    } catch (DateTimeException notInTheCalendar) {
      throw new InvalidRequest("/query/" + name, "is no day of the calendar");
    }
  }

  private static JsonObject json(AuditRecord record) {
    return new JsonObject()
        .put("seq", record.seq())
        .put("at", record.at().toString())
        .put(
            "actor",
            new JsonObject()
                .put("kind", record.by().kind())
                .put("id", record.by().id())
                .put("name", record.by().name()))
        .put("address", record.origin().address())
        .put("userAgent", record.origin().userAgent())
        .put("requestId", record.origin().requestId())
        .put("action", record.action())
        .put("objectKind", record.objectKind())
        .put("objectName", record.objectName())
        .put("before", record.before())
        .put("after", record.after())
        .put("previousHash", hex(record.previousHash()))
        .put("hash", hex(record.hash()));
  }

  private static String hex(Buffer hash) {
    return HexFormat.of().formatHex(hash.getBytes());
  }
}
