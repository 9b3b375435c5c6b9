package dev.weir.portal.apikey;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.clock.TimeSource;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /api-keys}: the tenant's keys, a new one, and the one moment in which it is shown. */
public final class ApiKeyPages {

  private static final String PATH = "/api-keys";
  private static final String SECTION = "api-keys";
  private static final String NEVER = "never";
  private static final FormShape MAKE =
      FormShape.of(
          "make",
          Field.text("name", ApiKeys.MAX_NAME).mandatory(),
          Field.choice("days", "30", "90", "365", NEVER).mandatory(),
          Field.several("scopes").mandatory());

  private final ApiKeys keys;
  private final Pages pages;
  private final TimeSource time;

  /** Pages over these. */
  public ApiKeyPages(ApiKeys keys, Pages pages, TimeSource time) {
    this.keys = keys;
    this.pages = pages;
    this.time = time;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.APIKEYS_READ, this::list),
        RouteEntry.page(PATH + "/new", Permission.APIKEYS_WRITE, this::form).proven(),
        RouteEntry.form(PATH + "/new", Permission.APIKEYS_WRITE, this::make).proven(),
        RouteEntry.form(PATH + "/:id/revoke", Permission.APIKEYS_WRITE, this::revoke));
  }

  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    pages.send(
        ctx,
        Page.of("apikey/list", SECTION)
            .with("keys", keys.list(actor).stream().map(k -> KeyRow.of(k, time.now())).toList())
            .with("writable", actor.may(Permission.APIKEYS_WRITE)));
  }

  private void form(RoutingContext ctx) {
    pages.send(ctx, formPage(ctx, Form.blank(MAKE).with("days", "90")));
  }

  private void make(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Form form = Form.read(ctx, MAKE);
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (String text : form.all("scopes")) {
      Optional<Permission> scope = Permission.parse(text).filter(actor::may);
      scope.ifPresentOrElse(scopes::add, () -> form.error("scopes", "field.choice"));
    }
    if (!form.valid()) {
      pages.send(ctx, formPage(ctx, form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    ApiKeys.Made made = keys.create(actor, form.text("name").strip(), scopes, end(form));
    pages.send(
        ctx,
        Page.of("apikey/made", SECTION)
            .with("key", KeyRow.of(made.issued(), time.now()))
            .with("text", made.key().text()));
  }

  private void revoke(RoutingContext ctx) {
    try {
      ApiKeyId id = new ApiKeyId(UUID.fromString(ctx.pathParam("id")));
      keys.revoke(Visit.of(ctx).actor(), id);
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, ctx.request().path());
    }
    Pages.done(ctx, PATH, "revoked");
  }

  private Optional<Instant> end(Form form) {
    String days = form.text("days");
    return days.equals(NEVER)
        ? Optional.empty()
        : Optional.of(time.now().plus(Duration.ofDays(Long.parseLong(days))));
  }

  /** Nobody is offered a scope that they do not have. */
  private static Page formPage(RoutingContext ctx, Form form) {
    List<Choice> scopes =
        Visit.of(ctx).actor().permissions().stream()
            .sorted()
            .map(scope ->
                new Choice(
                    scope.text(),
                    scope.text() + " – " + Messages.text("apikey/scopes", "scope." + scope)))
            .toList();
    return Page.of("apikey/new", SECTION).with("form", form).with("scopes", scopes);
  }
}
