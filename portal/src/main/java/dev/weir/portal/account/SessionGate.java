package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.Visit;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets requests pass that belong to an open session. */
public final class SessionGate {

  /** Where somebody may go who lacks the second factor that the tenant wants: there, and away. */
  private static final Set<String> WITHOUT_SECOND_STEP =
      Set.of(SecondFactorPages.PATH, "/sign-out", "/tenants/switch");

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
    }
  }

  /** The same, and whoever is in without this permission is refused. */
  public Handler<RoutingContext> forPages(Permission permission) {
    return ctx -> {
      if (admit(ctx)) {
        offerTenants(ctx);
        Visit.of(ctx).actor().require(permission);
        ctx.next();
      }
    };
  }

  /** For pages of the platform's staff: whoever else is in is refused. */
  public void forStaff(RoutingContext ctx) {
    if (admit(ctx)) {
      Staff _ = Visit.of(ctx).staff();
      ctx.next();
    }
  }

  /**
   * Behind one of these gates, for what must not fall to whoever finds a browser open: a person
   * whose last proof is too old is asked for another first, and led on to the page that was asked
   * for. A form is not sent by itself: its page is where this leads.
   *
   * @param segments how many segments of a form's path are that of its page
   */
  public Handler<RoutingContext> fresh(int segments) {
    return ctx -> {
      if (Visit.of(ctx).fresh()) {
        ctx.next();
      } else {
        boolean page = HttpMethod.GET.equals(ctx.request().method());
        String back = page ? ctx.request().uri() : Pages.saying(head(ctx, segments), "again");
        Pages.redirect(ctx, FreshProofPages.PATH + "?next=" + encode(back));
      }
    };
  }

  private static String head(RoutingContext ctx, int segments) {
    String[] all = ctx.request().path().split("/", segments + 2);
    return "/" + String.join("/", List.of(all).subList(1, segments + 1));
  }

  /** For what pages fetch by themselves: whoever is not signed in is told so. */
  public Handler<RoutingContext> forScripts(Permission permission) {
    return ctx -> {
      admitScript(ctx);
      Visit.of(ctx).actor().require(permission);
      ctx.next();
    };
  }

  /** The same for pages of the platform's staff. */
  public void forStaffScripts(RoutingContext ctx) {
    admitScript(ctx);
    Staff _ = Visit.of(ctx).staff();
    ctx.next();
  }

  private void admitScript(RoutingContext ctx) {
    Admission admission =
        look(ctx).orElseThrow(() -> new WeirFault(FaultCode.UNAUTHENTICATED, "no open session"));
    if (admission.lacksSecondStep()) {
      throw new WeirFault(FaultCode.FORBIDDEN, "no second factor");
    }
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
    Pages.redirect(ctx, "/sign-in?next=" + encode(ctx.request().uri()));
  }

  private static String encode(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  /** Whether the request may go on; otherwise it is answered: with the door, or a way to set up. */
  private boolean admit(RoutingContext ctx) {
    Optional<Admission> admission = look(ctx);
    if (admission.isEmpty()) {
      showTheDoor(ctx);
      return false;
    }
    boolean halts =
        admission.get().lacksSecondStep() && !WITHOUT_SECOND_STEP.contains(ctx.request().path());
    if (halts) {
      Pages.done(ctx, SecondFactorPages.PATH, "wanted");
    }
    return !halts;
  }

  private Optional<Admission> look(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    Optional<Admission> admission =
        visit.cookieSent() ? sessions.admit(visit.sessionId()) : Optional.empty();
    admission.ifPresent(known -> visit.admit(known.person(), known.fresh()));
    return admission;
  }
}
