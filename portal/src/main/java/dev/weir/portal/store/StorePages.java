package dev.weir.portal.store;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.storage.BucketTrial;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The list of stores, the page of each, and the form that adds one. */
public final class StorePages {

  private static final String SECTION = "stores";
  private static final String LIST = "/stores";
  private static final String NEW = "/new-store";
  private static final String ONE = LIST + "/:store";
  private static final String FORGET = "forget";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;
  private static final FormShape TRIAL = FormShape.of("trial");
  private static final FormShape DELETE =
      FormShape.of(
          "delete", Field.text(StoreForm.NAME, StoreId.MAX_LENGTH).mandatory(), Field.flag(FORGET));

  private final Stores stores;
  private final Pages pages;

  /** Shows the stores of this service. */
  public StorePages(Stores stores, Pages pages) {
    this.stores = stores;
    this.pages = pages;
  }

  static String path(StoreId id) {
    return LIST + "/" + id;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.page(LIST, Permission.DOMAINS_READ, this::list),
        RouteEntry.page(NEW, write, ctx -> pages.send(ctx, newPage(StoreForm.blank()))),
        RouteEntry.form(NEW, write, this::make),
        RouteEntry.page(ONE, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(ONE, write, this::save),
        RouteEntry.form(ONE + "/trial", write, this::tried),
        RouteEntry.form(ONE + "/delete", write, this::delete).proven());
  }

  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    pages.send(
        ctx,
        Page.of("store/list", SECTION)
            .with("rows", stores.list(actor).stream().map(StoreRow::of).toList())
            .with("most", Keeping.MAX_STORES)
            .with("mayWrite", actor.may(Permission.DOMAINS_WRITE)));
  }

  private void make(RoutingContext ctx) {
    Form form = Form.read(ctx, StoreForm.NEW);
    Optional<StoreId> name = StoreForm.name(form);
    Optional<Bucket> bucket = StoreForm.read(form, "");
    if (name.isPresent() && bucket.isPresent()) {
      try {
        stores.create(Visit.of(ctx).actor(), name.get(), bucket.get());
        Pages.done(ctx, path(name.get()), "made");
        return;
      } catch (WeirFault refused) {
        explain(form, refused);
      }
    }
    pages.send(ctx, newPage(form).status(UNPROCESSABLE));
  }

  private void show(RoutingContext ctx) {
    TenantStore known = store(ctx);
    pages.send(ctx, page(ctx, known, StoreForm.filled(known), Form.blank(DELETE)));
  }

  private void save(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    TenantStore known = store(ctx);
    Form form = Form.read(ctx, StoreForm.CHANGE);
    Optional<Bucket> bucket = StoreForm.read(form, known.bucket().key().secret());
    if (bucket.isPresent()) {
      try {
        stores.save(actor, known.id(), bucket.get(), form.version());
        Pages.done(ctx, path(known.id()), "saved");
        return;
      } catch (WeirFault refused) {
        if (refused.code() == FaultCode.EDIT_CONFLICT) {
          TenantStore theirs = store(ctx);
          form.conflicting(
              theirs.revision(), theirs.changedBy(), StoreForm.values(theirs.bucket()));
          pages.send(ctx, page(ctx, theirs, form, Form.blank(DELETE)).status(CONFLICT));
          return;
        }
        explain(form, refused);
      }
    }
    pages.send(ctx, page(ctx, known, form, Form.blank(DELETE)).status(UNPROCESSABLE));
  }

  private void tried(RoutingContext ctx) {
    Form.read(ctx, TRIAL);
    TenantStore known = store(ctx);
    BucketTrial trial = stores.tried(Visit.of(ctx).actor(), known.id());
    pages.send(
        ctx,
        page(ctx, known, StoreForm.filled(known), Form.blank(DELETE))
            .with("trial", TrialWords.of(trial))
            .with("works", trial.failed().isEmpty())
            .with("detail", trial.detail()));
  }

  private void delete(RoutingContext ctx) {
    TenantStore known = store(ctx);
    Form form = Form.read(ctx, DELETE);
    if (form.valid() && !form.text(StoreForm.NAME).strip().equals(known.id().value())) {
      form.error(StoreForm.NAME, "delete.name.other");
    }
    if (!form.valid()) {
      pages.send(ctx, page(ctx, known, StoreForm.filled(known), form).status(UNPROCESSABLE));
      return;
    }
    try {
      stores.delete(Visit.of(ctx).actor(), known.id(), form.flag(FORGET));
      Pages.done(ctx, LIST, "deleted");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.STORE_IN_USE) {
        throw refused;
      }
      form.error(FORGET, "delete.used", refused.subject());
      pages.send(ctx, page(ctx, store(ctx), StoreForm.filled(known), form).status(CONFLICT));
    }
  }

  private static Page newPage(Form form) {
    return Page.of("store/new", SECTION).with("form", form);
  }

  private static Page page(RoutingContext ctx, TenantStore known, Form form, Form deletion) {
    return Page.of("store/page", SECTION)
        .titled(known.id().value())
        .with("row", StoreRow.of(known))
        .with("form", form)
        .with("deletion", deletion)
        .with("trial", "")
        .with("works", false)
        .with("detail", "")
        .with("mayWrite", Visit.of(ctx).actor().may(Permission.DOMAINS_WRITE));
  }

  private TenantStore store(RoutingContext ctx) {
    String name = String.valueOf(ctx.pathParam("store"));
    if (!StoreId.accepts(name)) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no store's name");
    }
    return stores.find(Visit.of(ctx).actor(), new StoreId(name));
  }

  /** What can be helped stands beside its field; the rest is a page of its own. */
  private static void explain(Form form, WeirFault refused) {
    switch (refused.code()) {
      case STORE_EXISTS -> form.error(StoreForm.NAME, "name.exists");
      case STORES_EXCEEDED -> form.error(StoreForm.NAME, "name.many", Keeping.MAX_STORES);
      case SETTING_INVALID -> form.error("endpoint", "endpoint.private");
      default -> throw refused;
    }
  }
}
