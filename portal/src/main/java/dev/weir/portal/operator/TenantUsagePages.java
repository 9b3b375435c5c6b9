package dev.weir.portal.operator;

import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.usage.UsagePages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** {@code /operator/tenants/:tenant/usage}: what a tenant has used, as its own people see it. */
public final class TenantUsagePages {

  private static final String PATH = OperatorPages.TENANTS + ":tenant/usage";
  private static final Set<Permission> READ = Set.of(Permission.USAGE_READ);

  private final TenantOffice tenants;
  private final UsagePages usage;
  private final Pages pages;

  /** Pages over these. */
  public TenantUsagePages(TenantOffice tenants, UsagePages usage, Pages pages) {
    this.tenants = tenants;
    this.usage = usage;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::show),
        RouteEntry.operatorPage(PATH + ".csv", this::export));
  }

  private void show(RoutingContext ctx) {
    TenantRow tenant = tenants.find(Visit.of(ctx).staff(), OperatorPages.tenantOf(ctx));
    String path = OperatorPages.path(tenant.id());
    Page page =
        Page.of("operator/usage", "operator")
            .titled(tenant.name())
            .with("tenant", tenant)
            .with("path", path);
    pages.send(ctx, usage.fill(page, ctx, reader(ctx, tenant), path + "/usage"));
  }

  private void export(RoutingContext ctx) {
    TenantRow tenant = tenants.find(Visit.of(ctx).staff(), OperatorPages.tenantOf(ctx));
    usage.export(ctx, reader(ctx, tenant));
  }

  private static Actor reader(RoutingContext ctx, TenantRow tenant) {
    Staff staff = Visit.of(ctx).staff();
    return new Actor(tenant.id(), staff.in(tenant.id()).who(), READ, staff.origin());
  }
}
