package dev.weir.portal.approval;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/** {@code /approvals}: what waits for a second person, and what became of earlier requests. */
public final class ApprovalPages {

  private static final String PATH = "/approvals";

  private final ApprovalDesk desk;
  private final Pages pages;

  /** Pages over this desk. */
  public ApprovalPages(ApprovalDesk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.TENANT_READ, this::list),
        RouteEntry.form(PATH + "/:id/approve", Permission.TENANT_READ, this::approve).proven(),
        RouteEntry.form(PATH + "/:id/refuse", Permission.TENANT_READ, this::refuse));
  }

  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    List<ApprovalRow> rows =
        desk.list(actor).stream().map(request -> ApprovalRow.of(request, actor)).toList();
    pages.send(
        ctx,
        Page.of("approval/list", "settings")
            .with("waiting", rows.stream().filter(ApprovalRow::waits).toList())
            .with("decided", rows.stream().filter(row -> !row.waits()).toList()));
  }

  private void approve(RoutingContext ctx) {
    desk.approve(Visit.of(ctx).actor(), id(ctx));
    Pages.done(ctx, PATH, "approved");
  }

  private void refuse(RoutingContext ctx) {
    desk.refuse(Visit.of(ctx).actor(), id(ctx));
    Pages.done(ctx, PATH, "refused");
  }

  private static UUID id(RoutingContext ctx) {
    try {
      return UUID.fromString(ctx.pathParam("id"));
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, ctx.request().path());
    }
  }
}
