package dev.weir.portal.watermark;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.WatermarkId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormFile;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.storage.WatermarkName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The list of watermarks, the page of each with its image, and the form that makes one. */
public final class WatermarkPages {

  private static final String SECTION = "templates";
  private static final String LIST = "/watermarks";

  /** No watermark can be called so. */
  private static final String NEW = LIST + "/new-one";

  private static final String ONE = LIST + "/:watermark";

  /** The address changes with the image. */
  private static final String CACHING = "private, max-age=86400, immutable";

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final Watermarks watermarks;
  private final Pages pages;

  /** Shows the watermarks of this service. */
  public WatermarkPages(Watermarks watermarks, Pages pages) {
    this.watermarks = watermarks;
    this.pages = pages;
  }

  static String path(WatermarkId id) {
    return LIST + "/" + id;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(LIST, Permission.DOMAINS_READ, this::list),
        RouteEntry.page(NEW, Permission.DOMAINS_WRITE, ctx -> blank(ctx, WatermarkForm.blank())),
        RouteEntry.form(NEW, Permission.DOMAINS_WRITE, this::make),
        RouteEntry.page(ONE, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(ONE, Permission.DOMAINS_WRITE, this::save),
        RouteEntry.script(ONE + "/image", Permission.DOMAINS_READ, this::image),
        RouteEntry.form(ONE + "/delete", Permission.DOMAINS_WRITE, this::delete));
  }

  /** {@code GET /watermarks}. */
  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    List<WatermarkRow> rows = watermarks.list(actor).stream().map(WatermarkRow::of).toList();
    pages.send(
        ctx,
        Page.of("watermark/list", SECTION)
            .with("tabs", TemplateTabs.of("tab.watermarks"))
            .with("rows", rows)
            .with("most", Ladders.MAX_WATERMARKS)
            .with(
                "mayMake",
                actor.may(Permission.DOMAINS_WRITE) && rows.size() < Ladders.MAX_WATERMARKS));
  }

  /** {@code GET /watermarks/new-one}. */
  private void blank(RoutingContext ctx, Form form) {
    pages.send(
        ctx,
        Page.of("watermark/new", SECTION)
            .with("form", form)
            .status(form.valid() ? 200 : UNPROCESSABLE));
  }

  /** {@code POST /watermarks/new-one}. */
  private void make(RoutingContext ctx) {
    Form form = Form.read(ctx, WatermarkForm.NEW);
    Optional<WatermarkId> name = WatermarkForm.name(form);
    Optional<byte[]> upload = FormFile.read(WatermarkForm.IMAGE);
    WatermarkForm.judge(form);
    if (name.isPresent() && form.valid()) {
      try {
        watermarks.create(
            Visit.of(ctx).actor(),
            upload.orElseGet(() -> new byte[0]),
            image -> WatermarkForm.read(form, name.get(), image));
        Pages.done(ctx, LIST, "made");
        return;
      } catch (WeirFault refused) {
        explain(form, refused);
      }
    } else if (upload.isPresent()) {
      form.error(WatermarkForm.IMAGE, "image.again");
    }
    blank(ctx, form);
  }

  /** {@code GET /watermarks/:watermark}. */
  private void show(RoutingContext ctx) {
    TenantWatermark known = watermarks.find(Visit.of(ctx).actor(), id(ctx));
    pages.send(ctx, page(ctx, known, filled(known)));
  }

  /** {@code POST /watermarks/:watermark}. */
  private void save(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    WatermarkId id = id(ctx);
    Form form = Form.read(ctx, WatermarkForm.CHANGE);
    Optional<byte[]> upload = FormFile.read(WatermarkForm.IMAGE);
    WatermarkForm.judge(form);
    if (form.valid()) {
      try {
        watermarks.save(
            actor, id, upload, form.version(), image -> WatermarkForm.read(form, id, image));
        Pages.done(ctx, path(id), "saved");
        return;
      } catch (WeirFault refused) {
        if (refused.code() == FaultCode.EDIT_CONFLICT) {
          TenantWatermark theirs = watermarks.find(actor, id);
          form.conflicting(
              theirs.revision(), theirs.changedBy(), WatermarkForm.values(theirs.watermark()));
          pages.send(ctx, page(ctx, theirs, form).status(CONFLICT));
          return;
        }
        explain(form, refused);
      }
    } else if (upload.isPresent()) {
      form.error(WatermarkForm.IMAGE, "image.again");
    }
    pages.send(ctx, page(ctx, watermarks.find(actor, id), form).status(UNPROCESSABLE));
  }

  /** {@code GET /watermarks/:watermark/image}. */
  private void image(RoutingContext ctx) {
    byte[] png = watermarks.image(Visit.of(ctx).actor(), id(ctx));
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, WatermarkName.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, CACHING)
        .end(Buffer.buffer(png));
  }

  /** {@code POST /watermarks/:watermark/delete}. */
  private void delete(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    WatermarkId id = id(ctx);
    try {
      watermarks.delete(actor, id);
      Pages.done(ctx, LIST, "deleted");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.WATERMARK_IN_USE) {
        throw refused;
      }
      // The page says where; whoever was quicker has named it meanwhile.
      TenantWatermark known = watermarks.find(actor, id);
      pages.send(ctx, page(ctx, known, filled(known)).with("refused", true).status(CONFLICT));
    }
  }

  private static Form filled(TenantWatermark known) {
    Form form = Form.blank(WatermarkForm.CHANGE).version(known.revision());
    WatermarkForm.values(known.watermark()).forEach(form::with);
    return form;
  }

  private static Page page(RoutingContext ctx, TenantWatermark known, Form form) {
    return Page.of("watermark/page", SECTION)
        .titled(known.watermark().id().value())
        .with("row", WatermarkRow.of(known))
        .with("form", form)
        .with("mayWrite", Visit.of(ctx).actor().may(Permission.DOMAINS_WRITE))
        .with("refused", false);
  }

  private static WatermarkId id(RoutingContext ctx) {
    String name = String.valueOf(ctx.pathParam("watermark"));
    if (!WatermarkId.accepts(name)) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no watermark's name");
    }
    return new WatermarkId(name);
  }

  /** What can be helped beside a field; the rest is a page of its own. */
  private static void explain(Form form, WeirFault refused) {
    switch (refused.code()) {
      case IMAGE_INVALID -> form.error(WatermarkForm.IMAGE, refused.subject());
      case WATERMARK_EXISTS -> form.error("name", "name.exists");
      case WATERMARKS_FULL -> form.error("name", "name.full", Ladders.MAX_WATERMARKS);
      default -> throw refused;
    }
  }
}
