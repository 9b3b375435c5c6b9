package dev.weir.portal.audit;

import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** The pages that search the audit log, and the files that it is exported to. */
public final class AuditPages {

  /** Entries on a page. */
  static final int PER_PAGE = 50;

  private final AuditStore store;
  private final Pages pages;

  /** Shows this store. */
  public AuditPages(AuditStore store, Pages pages) {
    this.store = store;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page("/audit", Permission.AUDIT_READ, this::list),
        RouteEntry.page("/audit.csv", Permission.AUDIT_READ, ctx -> export(ctx, AuditExport.CSV)),
        RouteEntry.page(
            "/audit.json", Permission.AUDIT_READ, ctx -> export(ctx, AuditExport.JSON)));
  }

  /** {@code GET /audit?person=…&action=…&object=…&from=…&to=…&before=…}. */
  private void list(RoutingContext ctx) {
    AuditQuery query = AuditQuery.read(ctx.request());
    List<AuditRecord> found = store.search(Visit.of(ctx).actor(), query, PER_PAGE + 1);
    List<AuditRecord> shown = found.subList(0, Math.min(PER_PAGE, found.size()));
    String filter = filter(query);
    pages.send(
        ctx,
        Page.of("audit/list", "audit")
            .with("lines", shown.stream().map(AuditLine::of).toList())
            .with("actions", AuditAction.values())
            .with("person", query.person())
            .with("action", query.action())
            .with("object", query.object())
            .with("from", query.from().map(LocalDate::toString).orElse(""))
            .with("to", query.to().map(LocalDate::toString).orElse(""))
            .with("csv", "/audit.csv?" + filter)
            .with("json", "/audit.json?" + filter)
            .with(
                "older",
                found.size() > PER_PAGE
                    ? "/audit?" + filter + "&before=" + shown.getLast().seq()
                    : ""));
  }

  private void export(RoutingContext ctx, AuditExport format) {
    AuditQuery query = AuditQuery.read(ctx.request());
    format.send(ctx.response(), store, Visit.of(ctx).actor(), query, AuditExport.MAX_ENTRIES);
  }

  private static String filter(AuditQuery query) {
    return "person="
        + encode(query.person())
        + "&action="
        + encode(query.action())
        + "&object="
        + encode(query.object())
        + "&from="
        + query.from().map(LocalDate::toString).orElse("")
        + "&to="
        + query.to().map(LocalDate::toString).orElse("");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
