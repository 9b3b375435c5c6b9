package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.account.secondfactor.SecondFactors;
import dev.weir.portal.account.secondfactor.SecondFactors.Verdict;
import dev.weir.portal.account.secondfactor.Totp;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.mail.Mail;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.QrCode;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Two-step sign-in in a person's account: set up, turned off, and its recovery codes. Each change
 * wants the password anew. A secret that is being set up travels sealed in the form and rests
 * nowhere until a code has shown that the app has it.
 */
public final class SecondFactorPages {

  /** Where it is set up and turned off. */
  static final String PATH = "/account/second-factor";

  private static final String SET_UP = "account/second-factor";
  private static final String CHANGE = "account/second-factor-on";
  private static final String CODES = "account/recovery-codes";
  private static final int MAX_CODE = 40;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final FormShape ENABLE =
      FormShape.of("enable", code(), password(), Field.hidden("setup"));
  private static final FormShape TURN_OFF = FormShape.of("off", code(), password());
  private static final FormShape RENEW = FormShape.of("renew", code(), password());

  private final Rooms rooms;
  private final SealedBox box;
  private final PortalOrigin origin;
  private final Pages pages;

  /** Pages over these; {@code box} seals a secret on its way through the form. */
  public SecondFactorPages(Rooms rooms, SealedBox box, PortalOrigin origin, Pages pages) {
    this.rooms = rooms;
    this.box = box;
    this.origin = origin;
    this.pages = pages;
  }

  /** What the pages work with; tries at the password count like sign-ins. */
  public record Rooms(
      Database database,
      SecondFactors factors,
      PersonStore people,
      Passwords passwords,
      SessionStore sessions,
      Postbox postbox,
      SignInThrottle throttle) {}

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, this::page),
        RouteEntry.form(PATH, this::enable),
        RouteEntry.form(PATH + "/off", this::turnOff),
        RouteEntry.form(PATH + "/codes", this::renewCodes));
  }

  private void page(RoutingContext ctx) {
    SignedIn person = Visit.of(ctx).person();
    if (rooms.factors().has(person.person())) {
      pages.send(ctx, changePage(Form.blank(TURN_OFF), Form.blank(RENEW)));
      return;
    }
    byte[] secret = new byte[Totp.SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String setup = box.seal(Base64.getEncoder().encodeToString(secret), context(person.person()));
    pages.send(ctx, setUpPage(person, secret, Form.blank(ENABLE).with("setup", setup)));
  }

  private void enable(RoutingContext ctx) {
    Form form = Form.read(ctx, ENABLE);
    Visit visit = Visit.of(ctx);
    SignedIn person = visit.person();
    byte[] secret = secret(person, form.text("setup"));
    prove(form, visit);
    Optional<List<String>> codes =
        form.valid()
            ? rooms
                .factors()
                .enable(
                    person.person(), visit.actor().who(), visit.origin(), secret, form.text("code"))
            : Optional.empty();
    if (codes.isPresent()) {
      // What was opened without a second step does not outlive it.
      rooms.sessions().endOthers(visit.actor(), person, visit.sessionId());
      pages.send(ctx, codesPage(codes.get()));
      return;
    }
    if (form.valid()) {
      form.error("code", "code.wrong");
    }
    pages.send(
        ctx,
        setUpPage(person, secret, form.with("code", ""))
            .status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private void turnOff(RoutingContext ctx) {
    Form form = Form.read(ctx, TURN_OFF);
    Visit visit = Visit.of(ctx);
    if (!proveBoth(form, visit)) {
      pages.send(
          ctx,
          changePage(form.with("code", ""), Form.blank(RENEW))
              .status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    SignedIn person = visit.person();
    rooms
        .database()
        .inPlatform(connection -> {
          rooms.factors().disable(connection, person.person(), visit.actor().who(), visit.origin());
          rooms
              .postbox()
              .post(connection, Mail.of(person.email(), "two-step-off", origin.at("/reset")));
          return person;
        });
    Pages.done(ctx, "/account", "off");
  }

  private void renewCodes(RoutingContext ctx) {
    Form form = Form.read(ctx, RENEW);
    Visit visit = Visit.of(ctx);
    if (proveBoth(form, visit)) {
      pages.send(
          ctx,
          codesPage(
              rooms
                  .factors()
                  .renewCodes(visit.person().person(), visit.actor().who(), visit.origin())));
    } else {
      pages.send(
          ctx,
          changePage(Form.blank(TURN_OFF), form.with("code", ""))
              .status(FaultCode.FORM_INVALID.httpStatus()));
    }
  }

  /** The password first: a code is used up by looking at it. */
  private boolean proveBoth(Form form, Visit visit) {
    prove(form, visit);
    if (form.valid()) {
      switch (rooms
          .factors()
          .judge(visit.person().person(), visit.actor().who(), visit.origin(), form.text("code"))) {
        case Verdict.Good() -> {}
        case Verdict.Wrong() -> form.error("code", "code.wrong");
        case Verdict.Wait(Duration until) ->
            form.error("code", "wait", Math.max(1, until.toSeconds()));
      }
    }
    return form.valid();
  }

  private void prove(Form form, Visit visit) {
    if (!form.valid()) {
      return;
    }
    SignedIn person = visit.person();
    Duration wait = rooms.throttle().begin(person.email(), visit.origin().address());
    if (!wait.isZero()) {
      form.error("password", "wait", Math.max(1, wait.toSeconds()));
    } else if (rooms.people().knows(person.person(), form.text("password"), rooms.passwords())) {
      rooms.throttle().succeeded(person.email(), visit.origin().address());
    } else {
      form.error("password", "password.wrong");
    }
  }

  private byte[] secret(SignedIn person, String setup) {
    try {
      return Base64.getDecoder().decode(box.open(setup, context(person.person())));
    } catch (SealedBox.UnopenedException forged) {
      throw new WeirFault(FaultCode.FORM_INVALID, "field setup: " + forged.getMessage());
    }
  }

  private Page setUpPage(SignedIn person, byte[] secret, Form form) {
    String uri = Totp.uri("Weir " + origin.host(), person.email(), secret);
    return Page.of(SET_UP, "account")
        .with("form", form)
        .with("secret", Totp.base32(secret).replaceAll("(.{4})(?=.)", "$1 "))
        .with("qr", QrCode.svg(uri, Messages.text(SET_UP, "qr")));
  }

  private static Page changePage(Form off, Form renew) {
    return Page.of(CHANGE, "account").with("off", off).with("renew", renew);
  }

  private static Page codesPage(List<String> codes) {
    return Page.of(CODES, "account").with("codes", String.join("\n", codes));
  }

  private static String context(PersonId person) {
    return "second-factor-setup/" + person;
  }

  private static Field code() {
    return Field.text("code", MAX_CODE).mandatory().autocomplete("one-time-code");
  }

  private static Field password() {
    return Field.secret("password", Passwords.MAX_LENGTH)
        .mandatory()
        .autocomplete("current-password");
  }
}
