package dev.weir.portal.account;

import dev.weir.portal.account.secondfactor.SecondFactors;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A person's own page: who one is, how one signs in, and where one is signed in. */
public final class AccountRoutes {

  private static final FormShape END_SESSIONS =
      FormShape.of("end-sessions", Field.hidden("session"));

  private final SessionStore sessions;
  private final SecondFactors factors;
  private final boolean keepsMails;
  private final Pages pages;

  /**
   * Routes over these.
   *
   * @param keepsMails whether there is a mailbox that the platform's staff is shown the way to
   */
  public AccountRoutes(
      SessionStore sessions, SecondFactors factors, boolean keepsMails, Pages pages) {
    this.sessions = sessions;
    this.factors = factors;
    this.keepsMails = keepsMails;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page("/account", this::account),
        RouteEntry.form("/account/sessions/end", this::endSessions));
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
            .with("twoSteps", factors.has(person.person()))
            .with("codesLeft", factors.codesLeft(person.person()))
            .with("mailbox", keepsMails && person.staff())
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
    Pages.done(ctx, "/account", "sessions");
  }
}
