package dev.weir.portal.member;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.account.PasswordRules;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.SessionStore;
import dev.weir.portal.account.TenantSwitch;
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
import java.util.List;
import java.util.Optional;

/** {@code /invitations/…}: where the link of an invitation leads. */
public final class JoinPages {

  private static final String PATH = "/invitations/:token";
  private static final int MAX_NAME = 128;
  private static final FormShape JOIN =
      FormShape.of(
          "join",
          Field.text("name", MAX_NAME).mandatory().autocomplete("name"),
          Field.secret("password", Passwords.MAX_LENGTH).mandatory().autocomplete("new-password"));

  private final Joining joining;
  private final Door door;
  private final Pages pages;

  /** Pages over these. */
  public JoinPages(Joining joining, Door door, Pages pages) {
    this.joining = joining;
    this.door = door;
    this.pages = pages;
  }

  /** What lets people in. */
  public record Door(
      SessionStore sessions, TenantSwitch tenants, Passwords passwords, SessionCookie cookie) {}

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.open(PATH, this::show),
        RouteEntry.openForm(PATH, this::join),
        RouteEntry.form(PATH + "/accept", this::accept));
  }

  private void show(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    Joining.Found found = found(ctx);
    if (!visit.cookieSent()) {
      door.cookie().write(ctx, visit.sessionId());
    }
    pages.send(ctx, page(ctx, found, Form.blank(JOIN)));
  }

  /** A new person. */
  private void join(RoutingContext ctx) {
    Joining.Found found = found(ctx);
    Form form = Form.read(ctx, JOIN);
    if (form.valid()) {
      judge(form, found);
    }
    if (!form.valid()) {
      pages.send(ctx, page(ctx, found, form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    Visit visit = Visit.of(ctx);
    String hash = door.passwords().hash(form.text("password"));
    SignedIn person =
        joining.acceptAsNew(
            ctx.pathParam("token"), form.text("name").strip(), hash, visit.origin());
    door.cookie().write(ctx, door.sessions().open(person, visit.sessionId(), visit.origin()));
    Pages.redirect(ctx, "/");
  }

  private static void judge(Form form, Joining.Found found) {
    List<String> own =
        List.of(found.invitation().email(), form.text("name").strip(), found.tenantName());
    PasswordRules.Verdict verdict = PasswordRules.judge(form.text("password"), own);
    if (verdict != PasswordRules.Verdict.GOOD) {
      form.error("password", verdict.key());
    }
  }

  /** A person whom the portal knows, and who is signed in. */
  private void accept(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    Form.read(ctx, FormShape.of("accept"));
    TenantId joined = joining.accept(visit.person(), visit.origin(), ctx.pathParam("token"));
    door.tenants().turn(visit.person(), visit.origin(), visit.sessionId(), joined);
    Pages.redirect(ctx, "/");
  }

  private Joining.Found found(RoutingContext ctx) {
    return joining
        .find(ctx.pathParam("token"))
        .orElseThrow(() -> new WeirFault(FaultCode.INVITATION_OVER, "unknown token"));
  }

  private Page page(RoutingContext ctx, Joining.Found found, Form form) {
    Visit visit = Visit.of(ctx);
    Optional<SignedIn> person =
        visit.cookieSent() ? door.sessions().use(visit.sessionId()) : Optional.empty();
    String email = found.invitation().email();
    return Page.of("member/invitation", "")
        .with("form", form)
        .with("path", "/invitations/" + ctx.pathParam("token"))
        .with("tenant", found.tenantName())
        .with("role", Messages.text("member/words", "role." + found.invitation().role().name()))
        .with("email", email)
        .with("self", person.map(SignedIn::email).orElse(""))
        .with("stage", stage(found, person));
  }

  private static String stage(Joining.Found found, Optional<SignedIn> person) {
    if (person.isPresent()) {
      return person.get().email().equals(found.invitation().email()) ? "accept" : "other";
    }
    if (found.known()) {
      return "known";
    }
    return found.mayJoin() ? "new" : "closed";
  }
}
