package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.quota.QuotaDefaults;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Messages;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /operator/quotas}: what every tenant may have that was given nothing else. */
public final class QuotaDefaultPages {

  private static final String PATH = "/operator/quotas";
  private static final String TEMPLATE = "operator/defaults";

  private final QuotaDefaults defaults;
  private final PolicyDesk desk;
  private final Pages pages;

  /** Pages over these; policies are published through {@code desk}. */
  public QuotaDefaultPages(QuotaDefaults defaults, PolicyDesk desk, Pages pages) {
    this.defaults = defaults;
    this.desk = desk;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::show), RouteEntry.operatorForm(PATH, this::save));
  }

  private void show(RoutingContext ctx) {
    pages.send(ctx, page(QuotaForm.of(defaults.sheet(Visit.of(ctx).staff()))));
  }

  private void save(RoutingContext ctx) {
    Form form = Form.read(ctx, QuotaForm.DEFAULTS);
    Map<QuotaKind, OptionalLong> typed = new EnumMap<>(QuotaKind.class);
    QuotaForm.KINDS.forEach(kind -> QuotaForm.judge(form, kind, typed));
    if (!form.valid()) {
      pages.send(ctx, page(form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    Map<QuotaKind, Long> wanted = new EnumMap<>(QuotaKind.class);
    typed.forEach((kind, number) -> number.ifPresent(maximum -> wanted.put(kind, maximum)));
    Optional<QuotaDefaults.Sheet> theirs =
        defaults.change(Visit.of(ctx).staff(), form.version(), wanted);
    if (theirs.isPresent()) {
      QuotaDefaults.Sheet sheet = theirs.get();
      form.conflicting(
          sheet.version(), Messages.text(TEMPLATE, "somebody"), QuotaForm.texts(sheet));
      pages.send(ctx, page(form).status(FaultCode.EDIT_CONFLICT.httpStatus()));
      return;
    }
    desk.publishAll();
    Pages.done(ctx, PATH, "saved");
  }

  private static Page page(Form form) {
    return Page.of(TEMPLATE, "operator")
        .with("fields", QuotaForm.KINDS.stream().map(QuotaForm::name).toList())
        .with("form", form);
  }
}
