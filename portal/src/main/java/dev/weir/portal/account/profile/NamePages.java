package dev.weir.portal.account.profile;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.PersonAudit;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.postgres.Database;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /account/name}: what a person is called, in all tenants alike. */
public final class NamePages {

  private static final String PATH = "/account/name";
  private static final int MAX_NAME = 128;
  private static final FormShape NAME =
      FormShape.of("name", Field.text("called", MAX_NAME).mandatory().autocomplete("name"));

  private final Database database;
  private final PersonAudit audit;
  private final Pages pages;

  /** Pages over people of this database. */
  public NamePages(Database database, PersonAudit audit, Pages pages) {
    this.database = database;
    this.audit = audit;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.page(PATH, this::show), RouteEntry.form(PATH, this::change));
  }

  private void show(RoutingContext ctx) {
    pages.send(ctx, page(Form.blank(NAME).with("called", Visit.of(ctx).person().name())));
  }

  private void change(RoutingContext ctx) {
    Form form = Form.read(ctx, NAME);
    if (form.valid()) {
      rename(Visit.of(ctx), form.text("called").strip());
      Pages.done(ctx, "/account", "name");
    } else {
      pages.send(ctx, page(form).status(FaultCode.FORM_INVALID.httpStatus()));
    }
  }

  private void rename(Visit visit, String name) {
    SignedIn person = visit.person();
    if (name.equals(person.name())) {
      return;
    }
    database.inPlatform(connection -> {
      PersonStore.rename(connection, person.person(), name);
      audit.record(
          connection,
          person.person(),
          visit.actor().who(),
          visit.origin(),
          new PersonAudit.Change(
              AuditAction.NAME_CHANGED,
              AuditFacts.none().with("name", person.name()),
              AuditFacts.none().with("name", name)));
      return person;
    });
  }

  private static Page page(Form form) {
    return Page.of("account/profile/name", "account").with("form", form);
  }
}
