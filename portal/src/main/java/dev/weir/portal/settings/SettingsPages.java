package dev.weir.portal.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.QuotaRow;
import dev.weir.portal.quota.QuotaUse;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code /settings} and {@code /settings/quotas}. */
public final class SettingsPages {

  private static final String PATH = "/settings";
  private static final String TEMPLATE = "settings/general";
  private static final FormShape SETTINGS =
      FormShape.of(
              "settings",
              Field.text("name", TenantSettings.MAX_NAME).mandatory(),
              Field.flag("two-steps"),
              Field.several("second-person"))
          .versioned();

  private final Settings settings;
  private final Quotas quotas;
  private final Pages pages;
  private final Set<ApprovalKind> offered;

  /**
   * Pages over these.
   *
   * @param offered what a second person can be asked for
   */
  public SettingsPages(Settings settings, Quotas quotas, Pages pages, Set<ApprovalKind> offered) {
    this.settings = settings;
    this.quotas = quotas;
    this.pages = pages;
    this.offered = EnumSet.noneOf(ApprovalKind.class);
    this.offered.addAll(offered);
    this.offered.remove(ApprovalKind.RULE_LIFTED);
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page(PATH, Permission.TENANT_READ, this::show),
        RouteEntry.form(PATH, Permission.TENANT_WRITE, this::save),
        RouteEntry.page(PATH + "/quotas", Permission.TENANT_READ, this::quotas));
  }

  private void show(RoutingContext ctx) {
    TenantSettings now = settings.read(Visit.of(ctx).actor());
    Form form =
        Form.blank(SETTINGS)
            .with("name", now.name())
            .with("two-steps", now.twoSteps())
            .with("second-person", names(now.secondPerson()))
            .version(now.version());
    pages.send(ctx, page(ctx, form));
  }

  private void save(RoutingContext ctx) {
    Form form = Form.read(ctx, SETTINGS);
    Set<ApprovalKind> wanted = EnumSet.noneOf(ApprovalKind.class);
    for (String name : form.all("second-person")) {
      Optional<ApprovalKind> kind = ApprovalKind.parse(name).filter(offered::contains);
      kind.ifPresentOrElse(wanted::add, () -> form.error("second-person", "field.choice"));
    }
    if (!form.valid()) {
      pages.send(ctx, page(ctx, form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    Actor actor = Visit.of(ctx).actor();
    TenantSettings.Wish wish =
        new TenantSettings.Wish(form.text("name").strip(), wanted, form.flag("two-steps"));
    switch (settings.change(actor, form.version(), wish)) {
      case Settings.Outcome.Saved _ -> Pages.done(ctx, PATH, "saved");
      case Settings.Outcome.Waits _ -> Pages.done(ctx, PATH, "waits");
      case Settings.Outcome.Alone _ -> {
        form.error("second-person", "second-person.alone");
        pages.send(ctx, page(ctx, form).status(FaultCode.FORM_INVALID.httpStatus()));
      }
      case Settings.Outcome.Conflict(TenantSettings theirs) -> {
        form.conflicting(theirs.version(), theirs.changedBy(), Map.of("name", theirs.name()));
        pages.send(ctx, page(ctx, form).status(FaultCode.EDIT_CONFLICT.httpStatus()));
      }
    }
  }

  private Page page(RoutingContext ctx, Form form) {
    List<Choice> rules =
        offered.stream()
            .map(kind ->
                new Choice(kind.name(), Messages.text("approval/list", "kind." + kind.name())))
            .toList();
    return Page.of(TEMPLATE, "settings")
        .with("form", form)
        .with("rules", rules)
        .with("tenant", Visit.of(ctx).actor().tenant().toString())
        .with("writable", Visit.of(ctx).actor().may(Permission.TENANT_WRITE));
  }

  private void quotas(RoutingContext ctx) {
    List<QuotaUse> uses = quotas.list(Visit.of(ctx).actor());
    List<QuotaRow> now = rows(uses, QuotaKind.Counter.NODES);
    pages.send(
        ctx,
        Page.of("settings/quotas", "settings")
            .with("now", now)
            .with("kept", rows(uses, QuotaKind.Counter.PORTAL))
            .with("liveKnown", now.stream().allMatch(QuotaRow::counted)));
  }

  private static List<QuotaRow> rows(List<QuotaUse> uses, QuotaKind.Counter counter) {
    return uses.stream().filter(use -> use.kind().counter() == counter).map(QuotaRow::of).toList();
  }

  private static List<String> names(Set<ApprovalKind> kinds) {
    return List.copyOf(
        kinds.stream().map(ApprovalKind::name).collect(Collectors.toCollection(TreeSet::new)));
  }
}
