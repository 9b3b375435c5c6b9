package dev.weir.portal.domain;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The page that shows a tenant its domains. */
public final class DomainPages {

  private final DomainStore domains;
  private final PortalOrigin origin;
  private final Pages pages;

  /** Shows the domains of this store. */
  public DomainPages(DomainStore domains, PortalOrigin origin, Pages pages) {
    this.domains = domains;
    this.origin = origin;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page("/domains", Permission.DOMAINS_READ, this::list));
  }

  /** {@code GET /domains}. */
  private void list(RoutingContext ctx) {
    TenantId tenant = Visit.of(ctx).actor().tenant();
    List<DomainView> views =
        domains.of(tenant).policies().stream()
            .map(policy -> DomainView.of(policy, origin.host()))
            .toList();
    pages.send(ctx, Page.of("domain/list", "domains").with("domains", views));
  }
}
