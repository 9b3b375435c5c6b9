package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The page on which a tenant is deleted, whose name is typed to go on, and the form that brings it
 * back.
 */
public final class TenantDeletionPages {

  private static final String TENANT = OperatorPages.TENANTS + ":tenant";
  private static final int MAX_NAME = 128;
  private static final FormShape DELETE =
      FormShape.of("delete", Field.text("name", MAX_NAME).mandatory());
  private static final FormShape RESTORE = FormShape.of("restore");

  private final TenantOffice tenants;
  private final TenantDeletion deletion;
  private final Pages pages;

  /** Pages over these. */
  public TenantDeletionPages(TenantOffice tenants, TenantDeletion deletion, Pages pages) {
    this.tenants = tenants;
    this.deletion = deletion;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(TENANT + "/delete", this::show).proven(),
        RouteEntry.operatorForm(TENANT + "/delete", this::delete).proven(),
        RouteEntry.operatorForm(TENANT + "/restore", this::restore));
  }

  private void show(RoutingContext ctx) {
    TenantRow tenant = tenants.find(Visit.of(ctx).staff(), OperatorPages.tenantOf(ctx));
    if (tenant.deleting()) {
      Pages.redirect(ctx, OperatorPages.path(tenant.id()));
    } else {
      pages.send(ctx, page(tenant, Form.blank(DELETE)));
    }
  }

  private void delete(RoutingContext ctx) {
    Staff staff = Visit.of(ctx).staff();
    TenantRow tenant = tenants.find(staff, OperatorPages.tenantOf(ctx));
    Form form = Form.read(ctx, DELETE);
    if (form.valid() && !form.text("name").strip().equals(tenant.name().strip())) {
      form.error("name", "delete.name.other");
    }
    if (form.valid()) {
      switch (deletion.delete(staff, tenant.id())) {
        case DELETED -> {
          Pages.done(ctx, OperatorPages.path(tenant.id()), "deleted");
          return;
        }
        case HAS_STAFF -> form.error("name", "delete.name.staff");
      }
    }
    pages.send(ctx, page(tenant, form).status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private void restore(RoutingContext ctx) {
    TenantId tenant = OperatorPages.tenantOf(ctx);
    Form.read(ctx, RESTORE);
    deletion.restore(Visit.of(ctx).staff(), tenant);
    Pages.done(ctx, OperatorPages.path(tenant), "restored");
  }

  private static Page page(TenantRow tenant, Form form) {
    return Page.of("operator/delete", "operator")
        .titled(tenant.name())
        .with("tenant", tenant)
        .with("path", OperatorPages.path(tenant.id()))
        .with("days", TenantDeletion.GRACE.toDays())
        .with("form", form);
  }
}
