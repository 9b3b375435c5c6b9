package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.Visit;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lets requests pass that belong to an open session. */
public final class SessionGate {

  private final SessionStore sessions;
  private final TenantSwitch tenants;

  /** Asks this store; pages offer to turn to another tenant. */
  public SessionGate(SessionStore sessions, TenantSwitch tenants) {
    this.sessions = sessions;
    this.tenants = tenants;
  }

  /** For pages: whoever is not signed in is shown the door, and comes back here afterwards. */
  public void forPages(RoutingContext ctx) {
    if (admit(ctx)) {
      offerTenants(ctx);
      ctx.next();
    } else {
      showTheDoor(ctx);
    }
  }

  /** The same, and whoever is in without this permission is refused. */
  public Handler<RoutingContext> forPages(Permission permission) {
    return ctx -> {
      if (admit(ctx)) {
        offerTenants(ctx);
        Visit.of(ctx).actor().require(permission);
        ctx.next();
      } else {
        showTheDoor(ctx);
      }
    };
  }

  /** For pages of the platform's staff: whoever else is in is refused. */
  public void forStaff(RoutingContext ctx) {
    if (admit(ctx)) {
      Staff _ = Visit.of(ctx).staff();
      ctx.next();
    } else {
      showTheDoor(ctx);
    }
  }

  /** For what pages fetch by themselves: whoever is not signed in is told so. */
  public Handler<RoutingContext> forScripts(Permission permission) {
    return ctx -> {
      if (!admit(ctx)) {
        throw new WeirFault(FaultCode.UNAUTHENTICATED, "no open session");
      }
      Visit.of(ctx).actor().require(permission);
      ctx.next();
    };
  }

  /** Before anything is refused: whoever has come to the wrong tenant can turn to the right one. */
  private void offerTenants(RoutingContext ctx) {
    if (HttpMethod.GET.equals(ctx.request().method())) {
      Visit.of(ctx).offer(tenants.choices(Visit.of(ctx).person()));
    }
  }

  private static void showTheDoor(RoutingContext ctx) {
    if (!HttpMethod.GET.equals(ctx.request().method())) {
      throw new WeirFault(
          FaultCode.UNAUTHENTICATED, "session ended before " + ctx.request().path());
    }
    String here = URLEncoder.encode(ctx.request().uri(), StandardCharsets.UTF_8);
    Pages.redirect(ctx, "/sign-in?next=" + here);
  }

  private boolean admit(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    Optional<SignedIn> person =
        visit.cookieSent() ? sessions.use(visit.sessionId()) : Optional.empty();
    person.ifPresent(visit::admit);
    return person.isPresent();
  }
}
