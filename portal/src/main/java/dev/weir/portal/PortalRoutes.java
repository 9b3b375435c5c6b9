package dev.weir.portal;

import dev.weir.portal.account.SessionGate;
import dev.weir.portal.api.ApiFront;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.CsrfGuard;
import dev.weir.portal.web.FaultPages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.VisitHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of all routes, and the one place where a router is made of it. What stands before a
 * handler is decided here by the entry's access and method, and nowhere else.
 *
 * @param table all routes, in the order in which they are tried
 */
record PortalRoutes(
    VisitHandler visit,
    FaultPages faults,
    CsrfGuard csrf,
    SessionGate gate,
    ApiFront apiFront,
    List<RouteEntry> table) {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FORM_WITH_FILE = "multipart/form-data";
  private static final String JSON = "application/json";
  private static final int[] ROUTER_STATUSES = {400, 404, 405, 406, 413, 415, 500};

  PortalRoutes {
    table = List.copyOf(table);
    Set<String> seen = new HashSet<>();
    for (RouteEntry entry : table) {
      if (!seen.add(entry.method() + " " + entry.path())) {
        throw new IllegalStateException("two routes for " + entry.method() + " " + entry.path());
      }
    }
  }

  /** The same gates before other routes. */
  PortalRoutes with(List<RouteEntry> others) {
    return new PortalRoutes(visit, faults, csrf, gate, apiFront, others);
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    // What no route answers has no failure handler of its own either.
    for (int status : ROUTER_STATUSES) {
      router.errorHandler(status, faults);
    }
    router.route().handler(visit).failureHandler(faults);
    table.forEach(entry -> add(router, entry));
    return router;
  }

  private void add(Router router, RouteEntry entry) {
    Route route = router.route(entry.method(), entry.path());
    switch (entry.access()) {
      case Access.Open _ -> guardForm(route, entry);
      case Access.SignedIn _ -> {
        guardForm(route, entry);
        route.handler(gate::forPages);
      }
      case Access.Needs(Permission permission) -> {
        guardForm(route, entry);
        route.handler(gate.forPages(permission));
      }
      case Access.OperatorOnly _ -> {
        guardForm(route, entry);
        route.handler(gate::forStaff);
      }
      case Access.OperatorScript _ -> route.handler(gate::forStaffScripts);
      case Access.Script(Permission permission) -> route.handler(gate.forScripts(permission));
      case Access.Api _, Access.Program _ -> {
        if (apiFront.contract().takesBody(entry)) {
          route.consumes(JSON);
        }
        apiFront.before(entry).forEach(route::handler);
      }
    }
    if (entry.fresh()) {
      route.handler(gate.fresh(segmentsOfPage(entry)));
    }
    route.handler(entry.handler());
  }

  /** The page that has a form is the nearest one above it. */
  private int segmentsOfPage(RouteEntry form) {
    String path = form.path();
    while (!path.isEmpty() && !isPage(path)) {
      path = path.substring(0, path.lastIndexOf('/'));
    }
    return (int) path.chars().filter(c -> c == '/').count();
  }

  private boolean isPage(String path) {
    return table.stream()
        .anyMatch(entry -> entry.path().equals(path) && entry.method().equals(HttpMethod.GET));
  }

  /** What changes something on pages is a form, from one of our own pages. */
  private void guardForm(Route route, RouteEntry entry) {
    if (!entry.method().equals(HttpMethod.GET)) {
      if (RequestDesk.takesFile(entry.path())) {
        route.consumes(FORM_WITH_FILE);
      }
      route.consumes(FORM).handler(csrf);
    }
  }
}
