package dev.weir.portal.account.profile;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.account.PersonStore;
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
import java.util.Optional;

/** The pages on which somebody gets another e-mail address, and the one that leads back. */
public final class EmailPages {

  private static final String PATH = "/account/email";
  private static final String BACK = "/email/back/:token";
  private static final String ASK = "account/profile/email";
  private static final FormShape EMAIL =
      FormShape.of("new", Field.email("email").mandatory().autocomplete("email"));

  /** A form that is a button and nothing else. */
  private static final FormShape BUTTON = FormShape.of("use");

  private final EmailChange change;
  private final SessionCookie cookie;
  private final Pages pages;

  /** Pages over these. */
  public EmailPages(EmailChange change, SessionCookie cookie, Pages pages) {
    this.change = change;
    this.cookie = cookie;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, this::askPage).proven(),
        RouteEntry.form(PATH, this::ask).proven(),
        RouteEntry.page(PATH + "/sent", this::sent),
        RouteEntry.page(PATH + "/:token", this::usePage),
        RouteEntry.form(PATH + "/:token", this::use),
        RouteEntry.open(BACK, this::backPage),
        RouteEntry.openForm(BACK, this::back));
  }

  private void askPage(RoutingContext ctx) {
    pages.send(ctx, askPage(ctx, Form.blank(EMAIL)));
  }

  private void ask(RoutingContext ctx) {
    Form form = Form.read(ctx, EMAIL);
    Visit visit = Visit.of(ctx);
    String email = PersonStore.canonicalEmail(form.text("email"));
    if (form.valid() && !PersonStore.plausibleEmail(email)) {
      form.error("email", "email.odd");
    } else if (email.equals(visit.person().email())) {
      form.error("email", "email.same");
    }
    Duration wait = form.valid() ? change.mayAsk(email, visit.origin()) : Duration.ZERO;
    if (!wait.isZero()) {
      form.error("email", "wait", Math.max(1, wait.toMinutes()));
    }
    if (form.valid()) {
      Pages.redirect(ctx, PATH + "/sent");
      change.mailLink(visit.person(), email);
    } else {
      FaultCode code = wait.isZero() ? FaultCode.FORM_INVALID : FaultCode.TOO_MANY_REQUESTS;
      pages.send(ctx, askPage(ctx, form).status(code.httpStatus()));
    }
  }

  private void sent(RoutingContext ctx) {
    pages.send(ctx, Page.of("account/profile/email-sent", "account"));
  }

  private void usePage(RoutingContext ctx) {
    Optional<String> email = change.find(Visit.of(ctx).person(), ctx.pathParam("token"));
    if (email.isPresent()) {
      pages.send(
          ctx,
          Page.of("account/profile/email-use", "account")
              .with("form", Form.blank(BUTTON))
              .with("path", PATH + "/" + ctx.pathParam("token"))
              .with("email", email.get()));
    } else {
      gone(ctx, "gone");
    }
  }

  private void use(RoutingContext ctx) {
    Form.read(ctx, BUTTON);
    Visit visit = Visit.of(ctx);
    switch (change.use(visit.actor(), visit.person(), visit.sessionId(), ctx.pathParam("token"))) {
      case CHANGED -> Pages.done(ctx, "/account", "email");
      case TAKEN -> gone(ctx, "taken");
      case GONE -> gone(ctx, "gone");
    }
  }

  private void backPage(RoutingContext ctx) {
    cookie.ensure(ctx);
    Optional<String> email = change.findUndo(ctx.pathParam("token"));
    if (email.isPresent()) {
      pages.send(
          ctx,
          Page.of("account/profile/email-back", "")
              .with("form", Form.blank(BUTTON))
              .with("path", "/email/back/" + ctx.pathParam("token"))
              .with("email", email.get()));
    } else {
      gone(ctx, "gone");
    }
  }

  private void back(RoutingContext ctx) {
    Form.read(ctx, BUTTON);
    Optional<String> choose = change.undo(ctx.pathParam("token"), Visit.of(ctx).origin());
    if (choose.isPresent()) {
      Pages.redirect(ctx, choose.get());
    } else {
      gone(ctx, "gone");
    }
  }

  private void gone(RoutingContext ctx, String why) {
    pages.send(
        ctx,
        Page.of("account/profile/email-gone", "")
            .with("why", why)
            .status(FaultCode.NOT_FOUND.httpStatus()));
  }

  private static Page askPage(RoutingContext ctx, Form form) {
    return Page.of(ASK, "account").with("form", form).with("email", Visit.of(ctx).person().email());
  }
}
