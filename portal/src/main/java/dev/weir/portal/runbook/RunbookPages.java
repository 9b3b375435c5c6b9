package dev.weir.portal.runbook;

import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /runbooks}: what to do, for everybody who works for a tenant. */
public final class RunbookPages {

  private final Runbooks runbooks;
  private final Pages pages;

  /** Shows these. */
  public RunbookPages(Runbooks runbooks, Pages pages) {
    this.runbooks = runbooks;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.TENANT_READ;
    return List.of(
        RouteEntry.page("/runbooks", read, this::list),
        RouteEntry.page("/runbooks/:runbook", read, this::show));
  }

  private void list(RoutingContext ctx) {
    pages.send(ctx, Page.of("runbook/list", "alarms").with("rows", runbooks.all()));
  }

  private void show(RoutingContext ctx) {
    Runbook found = runbooks.find(String.valueOf(ctx.pathParam("runbook")));
    pages.send(ctx, Page.of("runbook/page", "alarms").titled(found.title()).with("book", found));
  }
}
