package dev.weir.portal.api;

import dev.weir.portal.api.frame.ApiCall;
import dev.weir.portal.api.frame.Cursor;
import dev.weir.portal.audit.AuditExport;
import dev.weir.portal.audit.AuditQuery;
import dev.weir.portal.audit.AuditRecord;
import dev.weir.portal.audit.AuditStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * {@code /api/v1/audit}: the audit log, newest first, with what its chain is checked by; page by
 * page, and whole as a file.
 */
public final class AuditApi {

  private static final String PATH = "/api/v1/audit";

  private final AuditStore store;

  /** Tells of this store. */
  public AuditApi(AuditStore store) {
    this.store = store;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.api(HttpMethod.GET, PATH, Permission.AUDIT_READ, this::list),
        RouteEntry.api(
            HttpMethod.GET,
            PATH + ".csv",
            Permission.AUDIT_READ,
            ctx -> export(ctx, AuditExport.CSV)),
        RouteEntry.api(
            HttpMethod.GET,
            PATH + ".json",
            Permission.AUDIT_READ,
            ctx -> export(ctx, AuditExport.JSON)));
  }

  private void list(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    AuditQuery query = query(call, call.cursor().map(Cursor::number).orElse(Long.MAX_VALUE));
    call.page(
        "entries",
        store.search(call.actor(), query, call.limit() + 1),
        record -> Cursor.after(Long.toString(record.seq())),
        AuditRecord::toJson);
  }

  /** The number of entries is not that of a page, and says where the next file begins. */
  private void export(RoutingContext ctx, AuditExport format) {
    ApiCall call = ApiCall.of(ctx);
    AuditQuery query = query(call, call.find("before").map(Long::valueOf).orElse(Long.MAX_VALUE));
    int most = call.find("limit").map(Integer::valueOf).orElse(AuditExport.MAX_ENTRIES);
    format.send(ctx.response(), store, call.actor(), query, most);
  }

  private static AuditQuery query(ApiCall call, long before) {
    return new AuditQuery(
        call.find("person").orElse(""),
        call.find("action").orElse(""),
        call.find("object").orElse(""),
        day(call, "from"),
        day(call, "to"),
        before);
  }

  private static Optional<LocalDate> day(ApiCall call, String name) {
    try {
      return call.find(name).map(LocalDate::parse);
    } catch (DateTimeException notInTheCalendar) {
      throw new InvalidRequest("/query/" + name, "is no day of the calendar");
    }
  }
}
