package dev.weir.portal.usage;

import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Tab;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** {@code /usage}: what the tenant has used, and the file of it. */
public final class UsagePages {

  private static final String PATH = "/usage";

  private final Usage usage;
  private final Pages pages;
  private final TimeSource time;

  /** Shows this. */
  public UsagePages(Usage usage, Pages pages, TimeSource time) {
    this.usage = usage;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.USAGE_READ, this::show),
        RouteEntry.page(PATH + ".csv", Permission.USAGE_READ, this::export));
  }

  /** {@code GET /usage?subject=…&from=…&to=…&domain=…&app=…&stream=…&label=…}. */
  private void show(RoutingContext ctx) {
    Page page = fill(Page.of("usage/page", "usage"), ctx, Visit.of(ctx).actor(), PATH);
    pages.send(ctx, page);
  }

  private void export(RoutingContext ctx) {
    export(ctx, Visit.of(ctx).actor());
  }

  /** Answers with the file of what a page shows. Wants {@code usage:read}. */
  public void export(RoutingContext ctx, Actor actor) {
    UsageFilter filter = UsageFilter.read(ctx.request(), PATH, today());
    send(ctx.response(), usage, actor, filter.query(filter.step(), UsageCut.EVERYTHING));
  }

  /** Answers with a file; wants {@code usage:read}. */
  public static void send(HttpServerResponse response, Usage usage, Actor actor, UsageQuery query) {
    actor.require(Permission.USAGE_READ);
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, UsageExport.CSV.contentType())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"usage.csv\"");
    UsageExport.CSV.write(usage, actor, List.of(query), piece -> response.write(piece).await());
    response.end();
  }

  /**
   * Puts what a page of usage shows into it. Wants {@code usage:read}.
   *
   * @param path of the page
   */
  public Page fill(Page page, RoutingContext ctx, Actor actor, String path) {
    LocalDate today = today();
    UsageFilter filter = UsageFilter.read(ctx.request(), path, today);
    UsageView view =
        UsageView.of(
            filter,
            usage.overview(actor, filter.query(filter.step(), UsageCut.NOTHING)),
            usage.labels(actor, filter.label()),
            time.now());
    return page.with("filter", filter)
        .with("view", view)
        .with("subjects", tabs(filter))
        .with("spans", filter.spans(today));
  }

  private static List<Tab> tabs(UsageFilter filter) {
    return UsageSubject.all().stream()
        .map(one ->
            new Tab(
                filter.about(one), "view.tab." + one.text(), one.text().equals(filter.subject())))
        .toList();
  }

  private LocalDate today() {
    return time.now().atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
