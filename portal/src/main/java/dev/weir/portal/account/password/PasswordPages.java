package dev.weir.portal.account.password;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.account.PasswordRules;
import dev.weir.portal.account.PasswordRules.Verdict;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.SignInThrottle;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.SessionCookie;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;

/** The pages on which somebody gets a new password. */
public final class PasswordPages {

  private static final String ASK = "account/password/ask";
  private static final String CHOOSE = "account/password/choose";
  private static final String CHANGE = "account/password/change";
  private static final FormShape EMAIL =
      FormShape.of("ask", Field.email("email").mandatory().autocomplete("username"));
  private static final FormShape NEW = FormShape.of("choose", secret("password", "new-password"));
  private static final FormShape BOTH =
      FormShape.of(
          "change", secret("current", "current-password"), secret("password", "new-password"));

  private final PasswordChange passwords;
  private final SignInThrottle throttle;
  private final boolean keepsMails;
  private final SessionCookie cookie;
  private final Pages pages;

  /**
   * Pages over these; tries at the old password count like sign-ins.
   *
   * @param keepsMails whether mails stay in the platform's mailbox, which people have to know
   */
  public PasswordPages(
      PasswordChange passwords,
      SignInThrottle throttle,
      boolean keepsMails,
      SessionCookie cookie,
      Pages pages) {
    this.passwords = passwords;
    this.throttle = throttle;
    this.keepsMails = keepsMails;
    this.cookie = cookie;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.open("/reset", this::askPage),
        RouteEntry.openForm("/reset", this::ask),
        RouteEntry.open("/reset/sent", this::sent),
        RouteEntry.open("/reset/:token", this::choosePage),
        RouteEntry.openForm("/reset/:token", this::choose),
        RouteEntry.page("/account/password", this::changePage),
        RouteEntry.form("/account/password", this::change));
  }

  private void askPage(RoutingContext ctx) {
    cookie.ensure(ctx);
    pages.send(ctx, Page.of(ASK, "").with("form", Form.blank(EMAIL)));
  }

  private void ask(RoutingContext ctx) {
    Form form = Form.read(ctx, EMAIL);
    String email = PersonStore.canonicalEmail(form.text("email"));
    if (form.valid() && !PersonStore.plausibleEmail(email)) {
      form.error("email", "email.odd");
    }
    Duration wait = form.valid() ? passwords.mayAsk(email, Visit.of(ctx).origin()) : Duration.ZERO;
    if (!wait.isZero()) {
      form.error("email", "wait", Math.max(1, wait.toMinutes()));
    }
    if (form.valid()) {
      Pages.redirect(ctx, "/reset/sent");
      passwords.mailLink(email);
    } else {
      FaultCode code = wait.isZero() ? FaultCode.FORM_INVALID : FaultCode.TOO_MANY_REQUESTS;
      pages.send(ctx, Page.of(ASK, "").with("form", form).status(code.httpStatus()));
    }
  }

  private void sent(RoutingContext ctx) {
    pages.send(ctx, Page.of("account/password/sent", "").with("kept", keepsMails));
  }

  private void choosePage(RoutingContext ctx) {
    cookie.ensure(ctx);
    if (passwords.knows(ctx.pathParam("token"))) {
      pages.send(ctx, choosePage(ctx, Form.blank(NEW)));
    } else {
      gone(ctx);
    }
  }

  private void choose(RoutingContext ctx) {
    Form form = Form.read(ctx, NEW);
    String token = ctx.pathParam("token");
    String password = form.text("password");
    if (form.valid()) {
      passwords.judge(token, password).ifPresent(verdict -> explain(form, verdict));
    }
    if (!form.valid()) {
      pages.send(ctx, choosePage(ctx, form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    switch (passwords.use(token, password, Visit.of(ctx).origin())) {
      case CHANGED -> Pages.done(ctx, "/sign-in", "password");
      case REFUSED, GONE -> gone(ctx);
    }
  }

  private void changePage(RoutingContext ctx) {
    pages.send(ctx, Page.of(CHANGE, "account").with("form", Form.blank(BOTH)));
  }

  private void change(RoutingContext ctx) {
    Form form = Form.read(ctx, BOTH);
    Visit visit = Visit.of(ctx);
    SignedIn person = visit.person();
    String password = form.text("password");
    if (form.valid()) {
      explain(form, PasswordRules.judge(password, List.of(person.email(), person.name())));
    }
    if (form.valid()) {
      prove(form, visit);
    }
    if (form.valid()) {
      passwords.change(person, visit.actor().who(), visit.origin(), password, visit.sessionId());
      Pages.done(ctx, "/account", "password");
    } else {
      pages.send(
          ctx,
          Page.of(CHANGE, "account")
              .with("form", form)
              .status(FaultCode.FORM_INVALID.httpStatus()));
    }
  }

  private void prove(Form form, Visit visit) {
    SignedIn person = visit.person();
    Duration wait = throttle.begin(person.email(), visit.origin().address());
    if (!wait.isZero()) {
      form.error("current", "current.wait", Math.max(1, wait.toSeconds()));
    } else if (passwords.knows(person, form.text("current"))) {
      throttle.succeeded(person.email(), visit.origin().address());
    } else {
      form.error("current", "current.wrong");
    }
  }

  private void gone(RoutingContext ctx) {
    pages.send(ctx, Page.of("account/password/gone", "").status(FaultCode.NOT_FOUND.httpStatus()));
  }

  private static Page choosePage(RoutingContext ctx, Form form) {
    return Page.of(CHOOSE, "").with("form", form).with("token", ctx.pathParam("token"));
  }

  private static void explain(Form form, Verdict verdict) {
    if (verdict != Verdict.GOOD) {
      form.error("password", verdict.key());
    }
  }

  private static Field secret(String name, String autocomplete) {
    return Field.secret(name, Passwords.MAX_LENGTH).mandatory().autocomplete(autocomplete);
  }
}
