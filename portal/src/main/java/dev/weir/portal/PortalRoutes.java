package dev.weir.portal;

import dev.weir.portal.account.AccountRoutes;
import dev.weir.portal.account.SessionGate;
import dev.weir.portal.api.ApiGate;
import dev.weir.portal.api.ApiScope;
import dev.weir.portal.api.StreamsApi;
import dev.weir.portal.domain.DomainPages;
import dev.weir.portal.stream.StreamPages;
import dev.weir.portal.web.AssetRoutes;
import dev.weir.portal.web.CsrfGuard;
import dev.weir.portal.web.FaultPages;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.VisitHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Every route of the portal, in order, on one page. */
record PortalRoutes(
    VisitHandler visit,
    FaultPages faults,
    AssetRoutes assets,
    CsrfGuard csrf,
    SessionGate gate,
    AccountRoutes account,
    StreamPages streams,
    DomainPages domains,
    ApiGate apiGate,
    StreamsApi api) {

  private static final int[] ROUTER_STATUSES = {400, 404, 405, 406, 413, 415, 500};

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    // What no route answers has no failure handler of its own either.
    for (int status : ROUTER_STATUSES) {
      router.errorHandler(status, faults);
    }
    router.route().handler(visit).failureHandler(faults);

    router.get("/assets/:version/:name").handler(assets::serve);

    router.get("/").handler(ctx -> Pages.redirect(ctx, "/streams"));
    router.get("/sign-in").handler(account::door);
    form(router, "/sign-in").handler(account::signIn);
    form(router, "/sign-out").handler(gate::forPages).handler(account::signOut);

    router.get("/account").handler(gate::forPages).handler(account::account);
    form(router, "/account/sessions/end").handler(gate::forPages).handler(account::endSessions);

    router.get("/streams").handler(gate::forPages).handler(streams::list);
    router.get("/streams/events").handler(gate::forScripts).handler(streams::listEvents);
    router.get("/streams/open").handler(gate::forPages).handler(streams::open);
    router.get("/streams/:domain/:app/:name").handler(gate::forPages).handler(streams::page);
    router
        .get("/streams/:domain/:app/:name/events")
        .handler(gate::forScripts)
        .handler(streams::pageEvents);

    router.get("/domains").handler(gate::forPages).handler(domains::list);

    api(router, "/api/v1/streams", ApiScope.STREAMS_READ, api::list);
    api(router, "/api/v1/streams/:app/:stream", ApiScope.STREAMS_READ, api::one);
    api(router, "/api/v1/urls", ApiScope.URLS_SIGN, api::urls);
    return router;
  }

  /** A form, from one of our own pages; the gate comes after. */
  private Route form(Router router, String path) {
    return router.post(path).consumes("application/x-www-form-urlencoded").handler(csrf);
  }

  private void api(Router router, String path, ApiScope scope, Handler<RoutingContext> handler) {
    router.get(path).handler(apiGate.wanting(scope)).handler(handler);
  }
}
