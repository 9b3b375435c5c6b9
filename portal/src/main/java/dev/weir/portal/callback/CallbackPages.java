package dev.weir.portal.callback;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.callback.delivery.Attempt;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The list of endpoints, the page of each, and the moments in which secrets are shown. */
public final class CallbackPages {

  static final String SECTION = "callbacks";
  static final String LIST = "/callbacks";
  static final String ONE = LIST + "/:callback";

  private static final String NEW = "/new-callback";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;
  private static final FormShape PLAIN = FormShape.of("plain");

  private final Callbacks callbacks;
  private final Pages pages;

  /** Shows the endpoints of this service. */
  public CallbackPages(Callbacks callbacks, Pages pages) {
    this.callbacks = callbacks;
    this.pages = pages;
  }

  static String path(CallbackId id) {
    return LIST + "/" + id;
  }

  static CallbackId asked(RoutingContext ctx) {
    return CallbackId.read(String.valueOf(ctx.pathParam("callback")));
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission read = Permission.CALLBACKS_READ;
    Permission write = Permission.CALLBACKS_WRITE;
    return List.of(
        RouteEntry.page(LIST, read, this::list),
        RouteEntry.page(NEW, write, ctx -> pages.send(ctx, newPage(CallbackForms.blank())))
            .proven(),
        RouteEntry.form(NEW, write, this::make).proven(),
        RouteEntry.page(ONE, read, this::show),
        RouteEntry.form(ONE, write, this::save),
        RouteEntry.form(ONE + "/test", write, this::tried),
        RouteEntry.form(ONE + "/rotate", write, this::rotate).proven(),
        RouteEntry.form(ONE + "/former", write, this::endFormer),
        RouteEntry.form(ONE + "/delete", write, this::delete).proven());
  }

  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    pages.send(
        ctx,
        Page.of("callback/list", SECTION)
            .with("rows", callbacks.list(actor).stream().map(CallbackRow::of).toList())
            .with("most", Callbacks.MAX_CALLBACKS)
            .with("mayWrite", actor.may(Permission.CALLBACKS_WRITE)));
  }

  private void make(RoutingContext ctx) {
    Form form = Form.read(ctx, CallbackForms.NEW);
    Optional<CallbackSettings> settings = CallbackForms.readNew(form);
    if (settings.isPresent()) {
      try {
        Actor actor = Visit.of(ctx).actor();
        String key = form.text(CallbackForms.KEY).strip();
        made(ctx, callbacks.create(actor, settings.get(), key));
        return;
      } catch (WeirFault refused) {
        explain(form, refused);
      }
    }
    pages.send(ctx, newPage(form).status(UNPROCESSABLE));
  }

  private void show(RoutingContext ctx) {
    Callback known = known(ctx);
    pages.send(ctx, page(ctx, known, CallbackForms.filled(known)));
  }

  private void save(RoutingContext ctx) {
    Callback known = known(ctx);
    Form form = Form.read(ctx, CallbackForms.CHANGE);
    Optional<CallbackSettings> settings =
        CallbackForms.readChange(form, known.settings().dialect());
    if (settings.isPresent()) {
      try {
        callbacks.save(Visit.of(ctx).actor(), known.id(), settings.get(), form.version());
        Pages.done(ctx, path(known.id()), "saved");
        return;
      } catch (WeirFault refused) {
        if (refused.code() == FaultCode.EDIT_CONFLICT) {
          Callback theirs = known(ctx);
          form.conflicting(
              theirs.revision(), theirs.changedBy(), CallbackForms.values(theirs.settings()));
          pages.send(ctx, page(ctx, theirs, form).status(CONFLICT));
          return;
        }
        explain(form, refused);
      }
    }
    pages.send(ctx, page(ctx, known, form).status(UNPROCESSABLE));
  }

  private void tried(RoutingContext ctx) {
    Form.read(ctx, PLAIN);
    Callback known = known(ctx);
    Attempt attempt = callbacks.tried(Visit.of(ctx).actor(), known.id());
    pages.send(
        ctx,
        page(ctx, known, CallbackForms.filled(known))
            .with("tried", List.of(AttemptRow.of(new LoggedAttempt(1, attempt)))));
  }

  private void rotate(RoutingContext ctx) {
    Callback known = known(ctx);
    Form form = Form.read(ctx, CallbackForms.ROTATE);
    try {
      String key = form.text(CallbackForms.KEY).strip();
      made(ctx, callbacks.rotate(Visit.of(ctx).actor(), known.id(), key));
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.SETTING_INVALID) {
        throw refused;
      }
      form.error(CallbackForms.KEY, "key.wrong");
      pages.send(
          ctx,
          page(ctx, known, CallbackForms.filled(known))
              .with("rotation", form)
              .status(UNPROCESSABLE));
    }
  }

  private void endFormer(RoutingContext ctx) {
    Form.read(ctx, PLAIN);
    CallbackId id = asked(ctx);
    callbacks.endFormer(Visit.of(ctx).actor(), id);
    Pages.done(ctx, path(id), "ended");
  }

  private void delete(RoutingContext ctx) {
    Callback known = known(ctx);
    Form form = Form.read(ctx, CallbackForms.DELETE);
    if (form.valid() && !form.text(CallbackForms.NAME).strip().equals(known.settings().name())) {
      form.error(CallbackForms.NAME, "delete.name.other");
    }
    if (!form.valid()) {
      pages.send(
          ctx,
          page(ctx, known, CallbackForms.filled(known))
              .with("deletion", form)
              .status(UNPROCESSABLE));
      return;
    }
    callbacks.delete(Visit.of(ctx).actor(), known.id());
    Pages.done(ctx, LIST, "deleted");
  }

  private void made(RoutingContext ctx, Callbacks.Made made) {
    pages.send(
        ctx,
        Page.of("callback/made", SECTION)
            .with("row", CallbackRow.of(made.callback()))
            .with("secret", made.secret().text()));
  }

  private static Page newPage(Form form) {
    return Page.of("callback/new", SECTION).with("form", form).with("kinds", CallbackForms.kinds());
  }

  private static Page page(RoutingContext ctx, Callback known, Form form) {
    return Page.of("callback/page", SECTION)
        .titled(known.settings().name())
        .with("row", CallbackRow.of(known))
        .with("form", form)
        .with("kinds", CallbackForms.kinds())
        .with("rotation", Form.blank(CallbackForms.ROTATE))
        .with("deletion", Form.blank(CallbackForms.DELETE))
        .with("tried", List.of())
        .with("mayWrite", Visit.of(ctx).actor().may(Permission.CALLBACKS_WRITE));
  }

  private Callback known(RoutingContext ctx) {
    return callbacks.find(Visit.of(ctx).actor(), asked(ctx));
  }

  /** What can be helped stands beside its field; the rest is a page of its own. */
  private static void explain(Form form, WeirFault refused) {
    switch (refused.code()) {
      case CALLBACKS_EXCEEDED ->
          form.error(CallbackForms.NAME, "name.many", Callbacks.MAX_CALLBACKS);
      case SETTING_INVALID -> form.error(CallbackForms.URL, "url.private");
      default -> throw refused;
    }
  }
}
