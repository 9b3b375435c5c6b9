package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.Visit;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lets requests pass that belong to an open session. */
public final class SessionGate {

  private final SessionStore sessions;

  /** Asks this store. */
  public SessionGate(SessionStore sessions) {
    this.sessions = sessions;
  }

  /** For pages: whoever is not signed in is shown the door, and comes back here afterwards. */
  public void forPages(RoutingContext ctx) {
    if (admit(ctx)) {
      ctx.next();
    } else if (HttpMethod.GET.equals(ctx.request().method())) {
      String here = URLEncoder.encode(ctx.request().uri(), StandardCharsets.UTF_8);
      Pages.redirect(ctx, "/sign-in?next=" + here);
    } else {
      throw new WeirFault(
          FaultCode.UNAUTHENTICATED, "session ended before " + ctx.request().path());
    }
  }

  /** For what pages fetch by themselves: whoever is not signed in is told so. */
  public void forScripts(RoutingContext ctx) {
    if (!admit(ctx)) {
      throw new WeirFault(FaultCode.UNAUTHENTICATED, "no open session");
    }
    ctx.next();
  }

  private boolean admit(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    Optional<SignedIn> person =
        visit.cookieSent() ? sessions.use(visit.sessionId()) : Optional.empty();
    person.ifPresent(visit::admit);
    return person.isPresent();
  }
}
