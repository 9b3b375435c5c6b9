package dev.weir.portal.template;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.QuotaRow;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.watermark.TemplateTabs;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The list of templates, the page of each, and the form that makes one. */
public final class TemplatePages {

  private static final String SECTION = "templates";
  private static final String LIST = "/templates";

  /** No template can be called so. */
  private static final String NEW = LIST + "/new-one";

  private static final String ONE = LIST + "/:template";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final Templates templates;
  private final TemplateTouched touched;
  private final Quotas quotas;
  private final Pages pages;

  /** Shows the templates of this service. */
  public TemplatePages(Templates templates, TemplateTouched touched, Quotas quotas, Pages pages) {
    this.templates = templates;
    this.touched = touched;
    this.quotas = quotas;
    this.pages = pages;
  }

  static String path(TemplateId id) {
    return LIST + "/" + id;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(LIST, Permission.DOMAINS_READ, this::list),
        RouteEntry.page(NEW, Permission.DOMAINS_WRITE, this::blank),
        RouteEntry.form(NEW, Permission.DOMAINS_WRITE, this::make),
        RouteEntry.page(ONE, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(ONE, Permission.DOMAINS_WRITE, this::save),
        RouteEntry.form(ONE + "/delete", Permission.DOMAINS_WRITE, this::delete));
  }

  /** {@code GET /templates}. */
  private void list(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    List<TenantTemplate> all = templates.list(actor);
    pages.send(
        ctx,
        Page.of("template/list", SECTION)
            .with("tabs", TemplateTabs.of("tab.templates"))
            .with("presets", rows(all, true))
            .with("own", rows(all, false))
            .with("quota", QuotaRow.of(quotas.use(actor, QuotaKind.TEMPLATES)))
            .with("mayWrite", actor.may(Permission.DOMAINS_WRITE)));
  }

  /** {@code GET /templates/new-one?like=…}. */
  private void blank(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    String like = String.valueOf(ctx.request().getParam("like"));
    Template pattern =
        templates.list(actor).stream()
            .map(TenantTemplate::template)
            .filter(known -> known.id().value().equals(like))
            .findFirst()
            .orElseGet(TemplateForm::usual);
    Form form = Form.blank(TemplateForm.NEW);
    TemplateForm.values(pattern).forEach(form::with);
    pages.send(ctx, newPage(form));
  }

  /** {@code POST /templates/new-one}. */
  private void make(RoutingContext ctx) {
    Form form = Form.read(ctx, TemplateForm.NEW);
    Optional<Template> wanted =
        TemplateForm.read(form, TemplateForm.name(form).orElseGet(() -> TemplateForm.usual().id()));
    if (wanted.isPresent()) {
      try {
        templates.create(Visit.of(ctx).actor(), wanted.get());
        Pages.done(ctx, LIST, "made");
        return;
      } catch (WeirFault refused) {
        form.error("name", reason(refused));
      }
    }
    pages.send(ctx, newPage(form).status(UNPROCESSABLE));
  }

  /** {@code GET /templates/:template}. */
  private void show(RoutingContext ctx) {
    TenantTemplate known = templates.find(Visit.of(ctx).actor(), id(ctx));
    Form form = Form.blank(TemplateForm.CHANGE).version(known.revision());
    TemplateForm.values(known.template()).forEach(form::with);
    pages.send(ctx, page(ctx, known, form));
  }

  /** {@code POST /templates/:template}. */
  private void save(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    TenantTemplate known = templates.find(actor, id(ctx));
    Form form = Form.read(ctx, TemplateForm.CHANGE);
    Optional<Template> wanted = TemplateForm.read(form, known.template().id());
    if (wanted.isEmpty()) {
      pages.send(ctx, page(ctx, known, form).status(UNPROCESSABLE));
      return;
    }
    try {
      templates.save(actor, wanted.get(), form.version());
      Pages.done(ctx, path(known.template().id()), "saved");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.EDIT_CONFLICT) {
        throw refused;
      }
      TenantTemplate theirs = templates.find(actor, id(ctx));
      form.conflicting(
          theirs.revision(), theirs.changedBy(), TemplateForm.values(theirs.template()));
      pages.send(ctx, page(ctx, theirs, form).status(CONFLICT));
    }
  }

  /** {@code POST /templates/:template/delete}. */
  private void delete(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    TemplateId id = id(ctx);
    try {
      templates.delete(actor, id);
      Pages.done(ctx, LIST, "deleted");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.TEMPLATE_IN_USE) {
        throw refused;
      }
      // The page says where; whoever was quicker has named it meanwhile.
      TenantTemplate known = templates.find(actor, id);
      Form form = Form.blank(TemplateForm.CHANGE).version(known.revision());
      TemplateForm.values(known.template()).forEach(form::with);
      pages.send(ctx, page(ctx, known, form).with("refused", true).status(CONFLICT));
    }
  }

  private Page newPage(Form form) {
    return Page.of("template/new", SECTION).with("form", form);
  }

  private Page page(RoutingContext ctx, TenantTemplate known, Form form) {
    Actor actor = Visit.of(ctx).actor();
    boolean mayWrite = actor.may(Permission.DOMAINS_WRITE);
    return Page.of("template/page", SECTION)
        .titled(known.template().id().value())
        .with("row", TemplateRow.of(known))
        .with("form", form)
        .with("live", touched.by(actor.tenant(), known.template().id()))
        .with("mayWrite", mayWrite)
        .with("mayChange", mayWrite && !known.preset())
        .with("refused", false);
  }

  private static List<TemplateRow> rows(List<TenantTemplate> all, boolean presets) {
    return all.stream().filter(known -> known.preset() == presets).map(TemplateRow::of).toList();
  }

  private static TemplateId id(RoutingContext ctx) {
    String name = String.valueOf(ctx.pathParam("template"));
    if (!TemplateId.accepts(name)) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no template's name");
    }
    return new TemplateId(name);
  }

  /** What can be helped beside the field; the rest is a page of its own. */
  private static String reason(WeirFault refused) {
    return switch (refused.code()) {
      case TEMPLATE_EXISTS -> "name.exists";
      case QUOTA_EXCEEDED -> "name.quota";
      default -> throw refused;
    };
  }
}
