package dev.weir.portal.web;

import dev.weir.runtime.http.TrustedProxies;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The first handler of every route: begins the visit, chooses the language, and gives every answer
 * its safe headers.
 */
public final class VisitHandler implements Handler<RoutingContext> {

  private final PortalOrigin origin;
  private final SessionCookie cookie;
  private final TrustedProxies proxies;
  private final AnswerTimes times = new AnswerTimes();

  /** For a portal at this origin, behind these proxies. */
  public VisitHandler(PortalOrigin origin, SessionCookie cookie, TrustedProxies proxies) {
    this.origin = origin;
    this.cookie = cookie;
    this.proxies = proxies;
  }

  /** How long answers take. */
  public AnswerTimes times() {
    return times;
  }

  @Override
  public void handle(RoutingContext ctx) {
    times.watch(ctx);
    Visit visit = Visit.begin(ctx, cookie, proxies);
    HttpServerResponse response =
        ctx.response()
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Referrer-Policy", "no-referrer")
            .putHeader("Cross-Origin-Opener-Policy", "same-origin")
            .putHeader("Cross-Origin-Resource-Policy", "same-origin")
            // A player that computes on the same host must not hold up the portal's own pages.
            .putHeader("Origin-Agent-Cluster", "?1")
            .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
            .putHeader("Content-Security-Policy", bare(visit));
    if (!origin.transportSecurity().isEmpty()) {
      response.putHeader("Strict-Transport-Security", origin.transportSecurity());
    }
    Language.during(ctx.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE), ctx::next);
  }

  private static String bare(Visit visit) {
    return ContentSecurityPolicy.of(visit.nonce(), List.of());
  }
}
