package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.SessionCookie;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sign-in, sign-out, and a person's own page. */
public final class AccountRoutes {

  private static final String HOME = "/";
  private static final String DOOR = "account/sign-in";
  private static final int UNAUTHENTICATED = 401;
  private static final int MAX_NEXT = 512;
  private static final FormShape SIGN_IN =
      FormShape.of(
          "sign-in",
          Field.email("email").autocomplete("username"),
          Field.secret("password", Form.MAX_VALUE).autocomplete("current-password"),
          Field.hidden("next"));
  private static final FormShape END_SESSIONS =
      FormShape.of("end-sessions", Field.hidden("session"));

  private final SignIn signIn;
  private final SessionStore sessions;
  private final SessionCookie cookie;
  private final Pages pages;

  /** Routes over these. */
  public AccountRoutes(SignIn signIn, SessionStore sessions, SessionCookie cookie, Pages pages) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.cookie = cookie;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(HOME, this::home),
        RouteEntry.open("/sign-in", this::door),
        RouteEntry.openForm("/sign-in", this::signIn),
        RouteEntry.form("/sign-out", this::signOut),
        RouteEntry.page("/account", this::account),
        RouteEntry.form("/account/sessions/end", this::endSessions));
  }

  /** {@code GET /}: where a role works. */
  private void home(RoutingContext ctx) {
    boolean streams = Visit.of(ctx).actor().may(Permission.STREAMS_READ);
    Pages.redirect(ctx, streams ? "/streams" : "/account");
  }

  /** {@code GET /sign-in}: the door; whoever is in already goes on. */
  private void door(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    String next = safePath(ctx.request().getParam("next"));
    if (visit.cookieSent() && sessions.isOpen(visit.sessionId())) {
      Pages.redirect(ctx, next);
      return;
    }
    if (!visit.cookieSent()) {
      cookie.write(ctx, visit.sessionId());
    }
    pages.send(ctx, doorPage(next, "", ""));
  }

  /** {@code POST /sign-in}. */
  private void signIn(RoutingContext ctx) {
    Form form = Form.read(ctx, SIGN_IN);
    String next = safePath(form.text("next"));
    SignIn.Attempt attempt =
        new SignIn.Attempt(
            form.text("email"),
            form.text("password"),
            Visit.of(ctx).sessionId(),
            Visit.of(ctx).origin());
    switch (signIn.attempt(attempt)) {
      case SignIn.Outcome.Welcome welcome -> {
        cookie.write(ctx, welcome.sessionId());
        Pages.redirect(ctx, next);
      }
      case SignIn.Outcome.Mistaken mistaken ->
          pages.send(
              ctx,
              doorPage(next, form.text("email"), Messages.text(DOOR, "wrong"))
                  .status(UNAUTHENTICATED));
      case SignIn.Outcome.Wait wait -> {
        long seconds = Math.max(1, wait.until().plus(Duration.ofMillis(999)).toSeconds());
        ctx.response().putHeader("Retry-After", Long.toString(seconds));
        pages.send(
            ctx,
            doorPage(next, form.text("email"), Messages.text(DOOR, "wait", seconds))
                .status(FaultCode.TOO_MANY_REQUESTS.httpStatus()));
      }
    }
  }

  /** {@code POST /sign-out}: the session ends here and at once. */
  private void signOut(RoutingContext ctx) {
    sessions.signOut(Visit.of(ctx).actor(), Visit.of(ctx).person(), Visit.of(ctx).sessionId());
    cookie.clear(ctx);
    ctx.response().putHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    Pages.redirect(ctx, "/sign-in");
  }

  /** {@code GET /account}. */
  private void account(RoutingContext ctx) {
    SignedIn person = Visit.of(ctx).person();
    String own = SessionStore.reference(Visit.of(ctx).sessionId());
    List<SessionRow> rows =
        sessions.list(person.person()).stream().map(open -> SessionRow.of(open, own)).toList();
    pages.send(
        ctx,
        Page.of("account/account", "account")
            .with("email", person.email())
            .with("name", person.name())
            .with("tenant", person.tenantName())
            .with("role", Messages.text("account/account", "role." + person.role()))
            .with("sessions", rows));
  }

  /** {@code POST /account/sessions/end}: one session, or all the others. */
  private void endSessions(RoutingContext ctx) {
    Form form = Form.read(ctx, END_SESSIONS);
    SignedIn person = Visit.of(ctx).person();
    if (form.text("session").equals("others")) {
      sessions.endOthers(Visit.of(ctx).actor(), person, Visit.of(ctx).sessionId());
    } else {
      sessions.end(Visit.of(ctx).actor(), person, form.text("session"));
    }
    Pages.redirect(ctx, "/account");
  }

  private static Page doorPage(String next, String email, String error) {
    return Page.of(DOOR, "").with("next", next).with("email", email).with("error", error);
  }

  /** A path of the portal's own: nothing that a browser could take for another site. */
  static String safePath(@Nullable String next) {
    if (next == null || next.length() > MAX_NEXT || next.startsWith("/sign-")) {
      return HOME;
    }
    boolean own =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return own ? next : HOME;
  }
}
