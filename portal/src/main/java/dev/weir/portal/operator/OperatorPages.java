package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.operator.TenantOffice.Standing;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.live.LiveEntry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages of the operator's console. */
public final class OperatorPages {

  private static final String HOME = "/operator";

  /** Where the pages of tenants are, before their ids. */
  static final String TENANTS = HOME + "/tenants/";

  private static final int MAX_NAME = 128;

  private static final FormShape FILTER =
      FormShape.of(
          "find",
          Field.text("name", MAX_NAME),
          Field.choice("standing", "any", "active", "suspended", "deleting"),
          Field.hidden("after"));
  private static final FormShape SUSPEND =
      FormShape.of("suspend", Field.area("reason", TenantOffice.MAX_REASON).mandatory());
  private static final FormShape RESUME = FormShape.of("resume");
  private static final FormShape RESTORE = FormShape.of("restore");
  private static final FormShape EXPORT = FormShape.of("export");

  private final TenantOffice tenants;
  private final TenantExport export;
  private final LiveStreams live;
  private final Pages pages;

  /** Shows these tenants. */
  public OperatorPages(TenantOffice tenants, TenantExport export, LiveStreams live, Pages pages) {
    this.tenants = tenants;
    this.export = export;
    this.live = live;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(HOME, this::list),
        RouteEntry.operatorPage(TENANTS + ":tenant", this::one),
        RouteEntry.operatorForm(TENANTS + ":tenant/suspend", this::suspend),
        RouteEntry.operatorForm(TENANTS + ":tenant/resume", this::resume),
        RouteEntry.operatorForm(TENANTS + ":tenant/export", this::export));
  }

  /** {@code GET /operator?name=…&standing=…&after=…}. */
  private void list(RoutingContext ctx) {
    Form filter = Form.query(ctx, FILTER);
    if (!filter.valid()) {
      throw new WeirFault(FaultCode.FORM_INVALID, "filter of tenants");
    }
    String standing = filter.text("standing").isEmpty() ? "any" : filter.text("standing");
    List<TenantRow> found =
        tenants.search(
            Visit.of(ctx).staff(),
            filter.text("name"),
            Standing.valueOf(standing.toUpperCase(Locale.ROOT)),
            filter.text("after").isEmpty()
                ? Optional.empty()
                : Optional.of(tenant(filter.text("after"))));
    List<TenantRow> shown = found.subList(0, Math.min(TenantOffice.PER_PAGE, found.size()));
    String next =
        HOME
            + "?name="
            + URLEncoder.encode(filter.text("name"), StandardCharsets.UTF_8)
            + "&standing="
            + standing
            + "&after=";
    pages.send(
        ctx,
        Page.of("operator/tenants", "operator")
            .with("filter", filter)
            .with("tenants", shown)
            .with("next", found.size() > shown.size() ? next + shown.getLast().id() : ""));
  }

  /** {@code GET /operator/tenants/:tenant}. */
  private void one(RoutingContext ctx) {
    pages.send(ctx, page(Visit.of(ctx).staff(), tenantOf(ctx), Form.blank(SUSPEND)));
  }

  /** {@code POST /operator/tenants/:tenant/suspend}. */
  private void suspend(RoutingContext ctx) {
    Staff staff = Visit.of(ctx).staff();
    TenantId tenant = tenantOf(ctx);
    Form form = Form.read(ctx, SUSPEND);
    if (!form.valid()) {
      pages.send(ctx, page(staff, tenant, form).status(FaultCode.FORM_INVALID.httpStatus()));
      return;
    }
    tenants.suspend(staff, tenant, form.text("reason").strip());
    Pages.done(ctx, TENANTS + tenant, "suspended");
  }

  /** {@code POST /operator/tenants/:tenant/resume}. */
  private void resume(RoutingContext ctx) {
    TenantId tenant = tenantOf(ctx);
    Form.read(ctx, RESUME);
    tenants.resume(Visit.of(ctx).staff(), tenant);
    Pages.done(ctx, TENANTS + tenant, "resumed");
  }

  /** {@code POST /operator/tenants/:tenant/export}: a file, and an entry in two audit logs. */
  private void export(RoutingContext ctx) {
    Staff staff = Visit.of(ctx).staff();
    Form.read(ctx, EXPORT);
    TenantRow tenant = tenants.find(staff, tenantOf(ctx));
    Path file = export.write(staff, tenant);
    try {
      ctx.response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/zip")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .putHeader(
              "Content-Disposition", "attachment; filename=\"tenant-" + tenant.id() + ".zip\"")
          .sendFile(file.toString())
          .await();
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }

  private Page page(Staff staff, TenantId id, Form suspend) {
    TenantRow tenant = tenants.find(staff, id);
    Optional<List<LiveEntry>> streams = live.of(id);
    return Page.of("operator/tenant", "operator")
        .titled(tenant.name())
        .with("tenant", tenant)
        .with("path", TENANTS + id)
        .with("known", streams.isPresent())
        .with("streams", streams.map(List::size).orElse(0))
        .with("viewers", streams.orElse(List.of()).stream().mapToInt(LiveEntry::totalViewers).sum())
        .with("restore", Form.blank(RESTORE))
        .with("suspend", suspend)
        .with("resume", Form.blank(RESUME))
        .with("export", Form.blank(EXPORT));
  }

  /** The page of a tenant. */
  static String path(TenantId tenant) {
    return TENANTS + tenant;
  }

  /** The tenant that a path names; throws {@code WeirFault NOT_FOUND} when it cannot be one. */
  static TenantId tenantOf(RoutingContext ctx) {
    return tenant(ctx.pathParam("tenant"));
  }

  private static TenantId tenant(String text) {
    try {
      return TenantId.parse(text);
    } catch (IllegalArgumentException notAnId) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no id of a tenant");
    }
  }
}
