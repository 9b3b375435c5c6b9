package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Stands before everything that changes state: the browser must say that the request comes from the
 * portal itself, and the form must carry the token of the session that the cookie names. Either
 * would do against a forger who has one browser; together they hold where one is missing.
 */
public final class CsrfGuard implements Handler<RoutingContext> {

  /** Name of the form's field. */
  public static final String FIELD = "csrf";

  private static final String OPAQUE = "null";

  private final PortalOrigin origin;

  /** For a portal at this origin. */
  public CsrfGuard(PortalOrigin origin) {
    this.origin = origin;
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (!fromHere(request)) {
      throw new WeirFault(
          FaultCode.CSRF_FAILED,
          "site=%s origin=%s"
              .formatted(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin")));
    }
    Visit visit = Visit.of(ctx);
    String token = request.getFormAttribute(FIELD);
    if (!visit.cookieSent() || token == null || !Tokens.same(visit.csrfToken(), token)) {
      throw new WeirFault(FaultCode.CSRF_FAILED, "token missing or of another session");
    }
    ctx.next();
  }

  /**
   * Whether the browser says that the request was made by a page of ours. Old browsers, and all of
   * them on plain http, say less, and since our pages send no referrer, their forms have the origin
   * {@code null}: what says nothing is not held against the request, the token is.
   */
  private boolean fromHere(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      return false;
    }
    String from = request.getHeader("Origin");
    if (from == null || from.equals(OPAQUE)) {
      return true;
    }
    Optional<String> authority = authority(from);
    return authority.isPresent()
        && (authority.get().equals(origin.authority())
            || authority.get().equals(String.valueOf(request.authority())));
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(new URI(origin).getRawAuthority())
          .map(text -> text.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException opaque) {
      return Optional.empty();
    }
  }
}
