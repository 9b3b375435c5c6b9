package dev.weir.portal.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The cookie that carries a session id: for this host alone, out of reach of scripts, not sent with
 * other sites' requests, and over https never in clear text. It ends with the browser; the server
 * ends it earlier.
 */
public final class SessionCookie {

  private final PortalOrigin origin;

  /** The cookie of a portal at this origin. */
  public SessionCookie(PortalOrigin origin) {
    this.origin = origin;
  }

  Optional<String> read(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getCookie(origin.sessionCookie()))
        .map(Cookie::getValue)
        .filter(Tokens::looksLikeSession);
  }

  /** Sets it. */
  public void write(RoutingContext ctx, String sessionId) {
    ctx.response().addCookie(cookie(sessionId));
  }

  /** Gives one to a browser that has none, since forms carry a token of it. */
  public void ensure(RoutingContext ctx) {
    if (!Visit.of(ctx).cookieSent()) {
      write(ctx, Visit.of(ctx).sessionId());
    }
  }

  /** Takes it away. */
  public void clear(RoutingContext ctx) {
    ctx.response().addCookie(cookie("").setMaxAge(0));
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(origin.sessionCookie(), value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(origin.secure())
        .setSameSite(CookieSameSite.LAX);
  }
}
