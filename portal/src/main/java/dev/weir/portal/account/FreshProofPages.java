package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
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

/**
 * {@code /account/confirm}: asks for the password again, and leads back to what was asked for. It
 * leads to pages alone: a form that came too late is sent again by whoever filled it in.
 */
public final class FreshProofPages {

  /** Where the page is. */
  static final String PATH = "/account/confirm";

  private static final String TEMPLATE = "account/confirm";
  private static final int MAX_CODE = 40;
  private static final FormShape PASSWORD =
      FormShape.of("confirm", password(), Field.hidden("next"));
  private static final FormShape BOTH =
      FormShape.of(
          "confirm",
          password(),
          Field.text("code", MAX_CODE).mandatory().autocomplete("one-time-code"),
          Field.hidden("next"));

  private final FreshProof proof;
  private final SessionCookie cookie;
  private final Pages pages;

  /** Pages for these proofs. */
  public FreshProofPages(FreshProof proof, SessionCookie cookie, Pages pages) {
    this.proof = proof;
    this.cookie = cookie;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page(PATH, this::ask), RouteEntry.form(PATH, this::confirm));
  }

  private void ask(RoutingContext ctx) {
    String next = SignInPages.safePath(ctx.request().getParam("next"));
    FormShape shape = shape(ctx);
    pages.send(ctx, page(Form.blank(shape).with("next", next), shape));
  }

  private void confirm(RoutingContext ctx) {
    FormShape shape = shape(ctx);
    Form form = Form.read(ctx, shape);
    if (!form.valid()) {
      refuse(ctx, shape, form, FaultCode.FORM_INVALID);
      return;
    }
    Visit visit = Visit.of(ctx);
    String code = shape == BOTH ? form.text("code") : "";
    switch (proof.prove(
        visit.actor(), visit.person(), visit.sessionId(), form.text("password"), code)) {
      case FreshProof.Outcome.Fresh(String sessionId) -> {
        cookie.write(ctx, sessionId);
        Pages.redirect(ctx, SignInPages.safePath(form.text("next")));
      }
      case FreshProof.Outcome.WrongPassword() ->
          refuse(ctx, shape, form.error("password", "password.wrong"), FaultCode.UNAUTHENTICATED);
      case FreshProof.Outcome.WrongCode() ->
          refuse(
              ctx,
              shape,
              form.with("code", "").error("code", "code.wrong"),
              FaultCode.UNAUTHENTICATED);
      case FreshProof.Outcome.Wait(Duration until) ->
          refuse(
              ctx,
              shape,
              form.error("password", "wait", Math.max(1, until.toSeconds())),
              FaultCode.TOO_MANY_REQUESTS);
    }
  }

  private FormShape shape(RoutingContext ctx) {
    return proof.wantsCode(Visit.of(ctx).person()) ? BOTH : PASSWORD;
  }

  private void refuse(RoutingContext ctx, FormShape shape, Form form, FaultCode code) {
    pages.send(ctx, page(form, shape).status(code.httpStatus()));
  }

  private static Page page(Form form, FormShape shape) {
    return Page.of(TEMPLATE, "account").with("form", form).with("code", shape == BOTH);
  }

  private static Field password() {
    return Field.secret("password", Passwords.MAX_LENGTH)
        .mandatory()
        .autocomplete("current-password");
  }
}
