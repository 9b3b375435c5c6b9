package dev.weir.portal.domain.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NameRule;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The page of a domain's rules for publishers, its apps among them. */
public final class PublishingPages {

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;
  private static final int MAX_APP = 128;

  private static final FormShape APP = FormShape.of("app", Field.text("app", MAX_APP).mandatory());
  private static final FormShape TAKEOVER =
      FormShape.of("takeover", Field.hidden("app").mandatory(), Field.flag("takeover"));
  private static final FormShape REMOVE = FormShape.of("remove", Field.hidden("app").mandatory());

  private final Domains domains;
  private final DomainSettings settings;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows these settings. */
  public PublishingPages(Domains domains, DomainSettings settings, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.settings = settings;
    this.live = live;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER;
    return List.of(
        RouteEntry.page(path + "/publishing", Permission.DOMAINS_READ, this::show),
        RouteEntry.form(path + "/publishing", Permission.DOMAINS_WRITE, this::save),
        RouteEntry.form(path + "/apps", Permission.DOMAINS_WRITE, this::addApp),
        RouteEntry.form(path + "/apps/takeover", Permission.DOMAINS_WRITE, this::takeover),
        RouteEntry.form(path + "/apps/remove", Permission.DOMAINS_WRITE, this::removeApp));
  }

  private void show(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    Form form = SettingsForms.of(settings.publishing(Visit.of(ctx).actor(), name));
    pages.send(ctx, page(ctx, form, Form.blank(APP)));
  }

  private void save(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, SettingsForms.PUBLISHING);
    SettingsForms.judgePublishing(form);
    if (!form.valid()) {
      pages.send(ctx, page(ctx, form, Form.blank(APP)).status(UNPROCESSABLE));
      return;
    }
    try {
      settings.savePublishing(actor, name, SettingsForms.publishing(form), form.version());
      Pages.done(ctx, DomainPath.of(name, DomainPath.Part.PUBLISHING), "saved");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.EDIT_CONFLICT) {
        throw refused;
      }
      Revised<PublishSettings> theirs = settings.publishing(actor, name);
      form.conflicting(
          theirs.revision(), theirs.updatedBy(), SettingsForms.values(theirs.settings()));
      pages.send(ctx, page(ctx, form, Form.blank(APP)).status(CONFLICT));
    }
  }

  private void addApp(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, APP);
    String typed = form.text("app").strip();
    if (form.valid() && !NameRule.accepts(typed)) {
      form.error("app", "app.invalid");
    }
    if (form.valid()) {
      try {
        settings.addApp(actor, name, new AppName(typed));
        Pages.done(ctx, DomainPath.of(name, DomainPath.Part.PUBLISHING), "added");
        return;
      } catch (WeirFault refused) {
        form.error("app", reason(refused), DomainSettings.MAX_APPS);
      }
    }
    Form now = SettingsForms.of(settings.publishing(actor, name));
    pages.send(ctx, page(ctx, now, form).status(UNPROCESSABLE));
  }

  private void takeover(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, TAKEOVER);
    settings.setTakeover(Visit.of(ctx).actor(), name, new App(app(form), form.flag("takeover")));
    Pages.done(ctx, DomainPath.of(name, DomainPath.Part.PUBLISHING), "saved");
  }

  private void removeApp(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    settings.removeApp(Visit.of(ctx).actor(), name, app(Form.read(ctx, REMOVE)));
    Pages.done(ctx, DomainPath.of(name, DomainPath.Part.PUBLISHING), "removed");
  }

  private Page page(RoutingContext ctx, Form form, Form app) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    return Page.of("domain/settings/publishing", "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.PUBLISHING, actor))
        .with("mayWrite", actor.may(Permission.DOMAINS_WRITE))
        .with("live", live.on(actor.tenant(), domain.name()))
        .with("apps", settings.apps(actor, domain.name()))
        .with("form", form)
        .with("app", app);
  }

  private static AppName app(Form form) {
    if (!NameRule.accepts(form.text("app"))) {
      throw new WeirFault(FaultCode.FORM_INVALID, "app");
    }
    return new AppName(form.text("app"));
  }

  private static String reason(WeirFault refused) {
    return switch (refused.code()) {
      case APP_EXISTS -> "app.exists";
      case SETTING_INVALID -> "app.many";
      default -> throw refused;
    };
  }
}
