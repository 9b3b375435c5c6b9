package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.QuotaOffice;
import dev.weir.portal.quota.QuotaSheet;
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
import java.util.OptionalLong;

/** {@code /operator/tenants/:tenant/quotas}: what a tenant may have. */
public final class TenantQuotaPages {

  private static final String PATH = OperatorPages.TENANTS + ":tenant/quotas";

  private final TenantOffice tenants;
  private final QuotaOffice quotas;
  private final PolicyDesk desk;
  private final Pages pages;

  /** Pages over these; policies are published through {@code desk}. */
  public TenantQuotaPages(TenantOffice tenants, QuotaOffice quotas, PolicyDesk desk, Pages pages) {
    this.tenants = tenants;
    this.quotas = quotas;
    this.desk = desk;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::show), RouteEntry.operatorForm(PATH, this::save));
  }

  private void show(RoutingContext ctx) {
    Staff staff = Visit.of(ctx).staff();
    TenantRow tenant = tenants.find(staff, OperatorPages.tenantOf(ctx));
    QuotaSheet sheet = quotas.sheet(staff, tenant.id());
    pages.send(ctx, page(tenant, sheet, QuotaForm.of(sheet)));
  }

  private void save(RoutingContext ctx) {
    Staff staff = Visit.of(ctx).staff();
    TenantRow tenant = tenants.find(staff, OperatorPages.tenantOf(ctx));
    Form form = Form.read(ctx, QuotaForm.SHAPE);
    Map<QuotaKind, OptionalLong> wanted = new EnumMap<>(QuotaKind.class);
    QuotaForm.KINDS.forEach(kind -> QuotaForm.judge(form, kind, wanted));
    if (!form.valid()) {
      refuse(ctx, tenant, form, FaultCode.FORM_INVALID);
      return;
    }
    TenantId id = tenant.id();
    QuotaSheet shown = quotas.sheet(staff, id);
    switch (quotas.change(staff, id, form.version(), QuotaForm.edited(form, shown, wanted))) {
      case QuotaOffice.Outcome.Saved _ -> {
        desk.publishAll();
        Pages.done(ctx, OperatorPages.path(id) + "/quotas", "saved");
      }
      case QuotaOffice.Outcome.Conflict(QuotaSheet theirs) -> {
        String editor =
            theirs.changedBy().isEmpty()
                ? Messages.text("operator/quotas", "somebody")
                : theirs.changedBy();
        form.conflicting(theirs.version(), editor, QuotaForm.texts(theirs));
        refuse(ctx, tenant, form, FaultCode.EDIT_CONFLICT);
      }
    }
  }

  private void refuse(RoutingContext ctx, TenantRow tenant, Form form, FaultCode code) {
    QuotaSheet sheet = quotas.sheet(Visit.of(ctx).staff(), tenant.id());
    pages.send(ctx, page(tenant, sheet, form).status(code.httpStatus()));
  }

  private static Page page(TenantRow tenant, QuotaSheet sheet, Form form) {
    return Page.of("operator/quotas", "operator")
        .titled(tenant.name())
        .with("tenant", tenant)
        .with("path", OperatorPages.path(tenant.id()))
        .with("rows", QuotaForm.rows(sheet))
        .with("form", form);
  }
}
