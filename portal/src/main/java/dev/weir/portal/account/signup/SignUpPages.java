package dev.weir.portal.account.signup;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.account.PasswordRules;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.SessionCookie;
import dev.weir.portal.web.Visit;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The pages on which somebody makes an account. They are there while sign-up is open. */
public final class SignUpPages {

  private static final String FORM = "account/signup/form";
  private static final String CONFIRM = "account/signup/confirm";
  private static final int MAX_NAME = 128;
  private static final FormShape SIGN_UP =
      FormShape.of(
          "sign-up",
          Field.text("name", MAX_NAME).mandatory().autocomplete("name"),
          Field.email("email").mandatory().autocomplete("username"),
          Field.secret("password", Passwords.MAX_LENGTH).mandatory().autocomplete("new-password"),
          Field.text("tenant", MAX_NAME).mandatory().autocomplete("organization"));
  private static final FormShape PROOF =
      FormShape.of(
          "proof",
          Field.secret("password", Passwords.MAX_LENGTH)
              .mandatory()
              .autocomplete("current-password"));

  private final SignUp signUp;
  private final Supplier<SignUpMode> mode;
  private final boolean keepsMails;
  private final SessionCookie cookie;
  private final Pages pages;

  /**
   * Pages for sign-ups.
   *
   * @param mode who may sign up, at the moment of a request
   * @param keepsMails whether mails stay in the platform's mailbox, which newcomers have to know
   */
  public SignUpPages(
      SignUp signUp,
      Supplier<SignUpMode> mode,
      boolean keepsMails,
      SessionCookie cookie,
      Pages pages) {
    this.signUp = signUp;
    this.mode = mode;
    this.keepsMails = keepsMails;
    this.cookie = cookie;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.open("/sign-up", whileOpen(this::form)),
        RouteEntry.openForm("/sign-up", whileOpen(this::signUp)),
        RouteEntry.open("/sign-up/sent", whileOpen(this::sent)),
        RouteEntry.open("/sign-up/:token", whileOpen(this::link)),
        RouteEntry.openForm("/sign-up/:token", whileOpen(this::confirm)));
  }

  /** Where nobody signs up there is nothing to be found. */
  private Handler<RoutingContext> whileOpen(Handler<RoutingContext> handler) {
    return ctx -> {
      switch (mode.get()) {
        case OPEN -> handler.handle(ctx);
        case INVITATION, CLOSED -> throw new WeirFault(FaultCode.NOT_FOUND, "sign-up is not open");
      }
    };
  }

  private void form(RoutingContext ctx) {
    cookie.ensure(ctx);
    pages.send(ctx, Page.of(FORM, "").with("form", Form.blank(SIGN_UP)));
  }

  private void signUp(RoutingContext ctx) {
    Form form = Form.read(ctx, SIGN_UP);
    SignUp.Wish wish = judge(form);
    if (!form.valid()) {
      refuse(ctx, form, FaultCode.FORM_INVALID.httpStatus());
      return;
    }
    switch (signUp.ask(wish, Visit.of(ctx).origin())) {
      case SignUp.Outcome.Wait(Duration until) ->
          refuse(
              ctx,
              form.error("email", "wait", Math.max(1, until.toMinutes())),
              FaultCode.TOO_MANY_REQUESTS.httpStatus());
      case SignUp.Outcome.Accepted accepted -> {
        Pages.redirect(ctx, "/sign-up/sent");
        signUp.send(accepted);
      }
    }
  }

  private static SignUp.Wish judge(Form form) {
    SignUp.Wish wish =
        new SignUp.Wish(
            form.text("name").strip(),
            PersonStore.canonicalEmail(form.text("email")),
            form.text("password"),
            form.text("tenant").strip());
    if (!form.text("email").isBlank() && !PersonStore.plausibleEmail(wish.email())) {
      form.error("email", "email.odd");
    }
    if (!wish.password().isEmpty()) {
      PasswordRules.Verdict verdict =
          PasswordRules.judge(
              wish.password(), List.of(wish.email(), wish.name(), wish.tenantName()));
      if (verdict != PasswordRules.Verdict.GOOD) {
        form.error("password", verdict.key());
      }
    }
    return wish;
  }

  private void sent(RoutingContext ctx) {
    pages.send(ctx, Page.of("account/signup/sent", "").with("kept", keepsMails));
  }

  private void link(RoutingContext ctx) {
    cookie.ensure(ctx);
    if (signUp.knows(ctx.pathParam("token"))) {
      pages.send(ctx, confirmPage(ctx, Form.blank(PROOF)));
    } else {
      gone(ctx);
    }
  }

  private void confirm(RoutingContext ctx) {
    Form form = Form.read(ctx, PROOF);
    if (!form.valid()) {
      pages.send(ctx, confirmPage(ctx, form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    Visit visit = Visit.of(ctx);
    switch (signUp.confirm(
        ctx.pathParam("token"), form.text("password"), visit.sessionId(), visit.origin())) {
      case SignUp.Confirmation.Welcome(String sessionId) -> {
        cookie.write(ctx, sessionId);
        Pages.redirect(ctx, "/");
      }
      case SignUp.Confirmation.Mistaken() ->
          pages.send(
              ctx,
              confirmPage(ctx, form.error("password", "wrong"))
                  .status(FaultCode.UNAUTHENTICATED.httpStatus()));
      case SignUp.Confirmation.Gone() -> gone(ctx);
    }
  }

  private void refuse(RoutingContext ctx, Form form, int status) {
    pages.send(ctx, Page.of(FORM, "").with("form", form).status(status));
  }

  private void gone(RoutingContext ctx) {
    pages.send(ctx, Page.of("account/signup/gone", "").status(FaultCode.NOT_FOUND.httpStatus()));
  }

  private static Page confirmPage(RoutingContext ctx, Form form) {
    return Page.of(CONFIRM, "").with("form", form).with("token", ctx.pathParam("token"));
  }
}
