package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The door, in two steps, and the way out. */
public final class SignInPages {

  private static final String HOME = "/";
  private static final String DOOR = "account/sign-in";
  private static final String CODE = "account/code";
  private static final int UNAUTHENTICATED = FaultCode.UNAUTHENTICATED.httpStatus();
  private static final int MAX_NEXT = 512;
  private static final int MAX_CODE = 40;
  private static final FormShape SIGN_IN =
      FormShape.of(
          "sign-in",
          Field.email("email").autocomplete("username"),
          Field.secret("password", Form.MAX_VALUE).autocomplete("current-password"),
          Field.hidden("next"));
  private static final FormShape SECOND_STEP =
      FormShape.of(
          "second-step",
          Field.text("code", MAX_CODE).mandatory().autocomplete("one-time-code"),
          Field.hidden("next"));

  private final SignIn signIn;
  private final SessionStore sessions;
  private final SessionCookie cookie;
  private final Pages pages;
  private final BooleanSupplier signUpOpen;

  /**
   * Pages over these.
   *
   * @param signUpOpen whether the door tells strangers how to get an account
   */
  public SignInPages(
      SignIn signIn,
      SessionStore sessions,
      SessionCookie cookie,
      Pages pages,
      BooleanSupplier signUpOpen) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.cookie = cookie;
    this.pages = pages;
    this.signUpOpen = signUpOpen;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.open("/sign-in", this::door),
        RouteEntry.openForm("/sign-in", this::signIn),
        RouteEntry.open("/sign-in/code", this::codePage),
        RouteEntry.openForm("/sign-in/code", this::code),
        RouteEntry.form("/sign-out", this::signOut));
  }

  /** {@code GET /sign-in}: the door; whoever is in already goes on. */
  private void door(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    String next = safePath(ctx.request().getParam("next"));
    if (visit.cookieSent() && sessions.look(visit.sessionId()).isPresent()) {
      Pages.redirect(ctx, next);
      return;
    }
    cookie.ensure(ctx);
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
      case SignIn.Outcome.Welcome(String sessionId) -> {
        cookie.write(ctx, sessionId);
        Pages.redirect(ctx, next);
      }
      case SignIn.Outcome.CodeWanted(String challengeId) -> {
        cookie.write(ctx, challengeId);
        Pages.redirect(
            ctx, "/sign-in/code?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
      }
      case SignIn.Outcome.Mistaken(), SignIn.Outcome.Over() ->
          pages.send(
              ctx,
              doorPage(next, form.text("email"), Messages.text(DOOR, "wrong"))
                  .status(UNAUTHENTICATED));
      case SignIn.Outcome.OutOfService out ->
          pages.send(
              ctx,
              doorPage(next, form.text("email"), words(out))
                  .status(FaultCode.TENANT_SUSPENDED.httpStatus()));
      case SignIn.Outcome.Wait(Duration until) ->
          pages.send(
              ctx,
              doorPage(next, form.text("email"), Messages.text(DOOR, "wait", seconds(ctx, until)))
                  .status(FaultCode.TOO_MANY_REQUESTS.httpStatus()));
    }
  }

  /** {@code GET /sign-in/code}: the second step, for who has taken the first. */
  private void codePage(RoutingContext ctx) {
    String next = safePath(ctx.request().getParam("next"));
    if (signIn.waitsFor(Visit.of(ctx).sessionId())) {
      pages.send(ctx, codePage(Form.blank(SECOND_STEP).with("next", next)));
    } else {
      Pages.redirect(ctx, "/sign-in");
    }
  }

  /** {@code POST /sign-in/code}. */
  private void code(RoutingContext ctx) {
    Form form = Form.read(ctx, SECOND_STEP);
    if (!form.valid()) {
      pages.send(ctx, codePage(form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    Visit visit = Visit.of(ctx);
    switch (signIn.answer(visit.sessionId(), form.text("code"), visit.origin())) {
      case SignIn.Outcome.Welcome(String sessionId) -> {
        cookie.write(ctx, sessionId);
        Pages.redirect(ctx, safePath(form.text("next")));
      }
      case SignIn.Outcome.Mistaken(), SignIn.Outcome.CodeWanted(String _) ->
          pages.send(
              ctx, codePage(form.with("code", "").error("code", "wrong")).status(UNAUTHENTICATED));
      case SignIn.Outcome.Wait(Duration until) ->
          pages.send(
              ctx,
              codePage(form.with("code", "").error("code", "wait", seconds(ctx, until)))
                  .status(FaultCode.TOO_MANY_REQUESTS.httpStatus()));
      case SignIn.Outcome.Over(), SignIn.Outcome.OutOfService(var _, var _, var _) ->
          pages.send(
              ctx,
              doorPage(safePath(form.text("next")), "", Messages.text(DOOR, "over"))
                  .status(UNAUTHENTICATED));
    }
  }

  /** {@code POST /sign-out}: the session ends here and at once. */
  private void signOut(RoutingContext ctx) {
    sessions.signOut(Visit.of(ctx).actor(), Visit.of(ctx).person(), Visit.of(ctx).sessionId());
    cookie.clear(ctx);
    ctx.response().putHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    Pages.redirect(ctx, "/sign-in");
  }

  private Page doorPage(String next, String email, String error) {
    return Page.of(DOOR, "")
        .with("next", next)
        .with("email", email)
        .with("error", error)
        .with("signUpOpen", signUpOpen.getAsBoolean());
  }

  private static Page codePage(Form form) {
    return Page.of(CODE, "").with("form", form);
  }

  private static String words(SignIn.Outcome.OutOfService out) {
    if (out.deleted()) {
      return Messages.text(DOOR, "deleted", out.tenant());
    }
    return out.reason().isEmpty()
        ? Messages.text(DOOR, "suspended", out.tenant())
        : Messages.text(DOOR, "suspended.why", out.tenant(), out.reason());
  }

  private static long seconds(RoutingContext ctx, Duration until) {
    long seconds = Math.max(1, until.plus(Duration.ofMillis(999)).toSeconds());
    ctx.response().putHeader("Retry-After", Long.toString(seconds));
    return seconds;
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
