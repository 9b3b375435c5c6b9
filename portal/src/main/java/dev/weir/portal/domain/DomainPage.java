package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
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

/** The page of one domain: how far it is, what there is to do, and its end. */
public final class DomainPage {

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;
  private static final int MAX_NAME = 253;

  private static final FormShape DELETE =
      FormShape.of("delete", Field.text("name", MAX_NAME).mandatory());

  private final Domains domains;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows the domains of this service. */
  public DomainPage(Domains domains, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.live = live;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER;
    return List.of(
        RouteEntry.page(path, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(path + "/check", Permission.DOMAINS_WRITE, this::check),
        RouteEntry.form(path + "/disable", Permission.DOMAINS_WRITE, this::disable),
        RouteEntry.form(path + "/enable", Permission.DOMAINS_WRITE, this::enable),
        RouteEntry.form(path + "/delete", Permission.DOMAINS_WRITE, this::delete).proven(),
        RouteEntry.form(path + "/restore", Permission.DOMAINS_WRITE, this::restore));
  }

  private void show(RoutingContext ctx) {
    pages.send(ctx, page(ctx, Form.blank(DELETE)));
  }

  private void check(RoutingContext ctx) {
    Domain domain = domains.check(Visit.of(ctx).actor(), DomainPath.read(ctx));
    Pages.done(
        ctx,
        DomainPath.of(domain.name()),
        domain.state() == DomainState.ONLINE ? "online" : "checked");
  }

  private void disable(RoutingContext ctx) {
    Domain domain = domains.disable(Visit.of(ctx).actor(), DomainPath.read(ctx));
    Pages.done(ctx, DomainPath.of(domain.name()), "disabled");
  }

  private void enable(RoutingContext ctx) {
    Domain domain = domains.enable(Visit.of(ctx).actor(), DomainPath.read(ctx));
    Pages.done(ctx, DomainPath.of(domain.name()), "enabled");
  }

  private void restore(RoutingContext ctx) {
    Domain domain = domains.restore(Visit.of(ctx).actor(), DomainPath.read(ctx));
    Pages.done(ctx, DomainPath.of(domain.name()), "restored");
  }

  private void delete(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, DELETE);
    if (form.valid() && !form.text("name").strip().equals(name.value())) {
      form.error("name", "delete.name.other");
    }
    if (!form.valid()) {
      pages.send(ctx, page(ctx, form).status(UNPROCESSABLE));
      return;
    }
    try {
      switch (domains.delete(Visit.of(ctx).actor(), name)) {
        case Decision.Done _ -> Pages.done(ctx, "/domains", "deleted");
        case Decision.Waits _ -> Pages.done(ctx, DomainPath.of(name), "asked");
      }
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.DOMAIN_IN_USE) {
        throw refused;
      }
      form.error("name", "delete.name.used");
      pages.send(ctx, page(ctx, form).status(CONFLICT));
    }
  }

  private Page page(RoutingContext ctx, Form form) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    return Page.of("domain/page", "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.OVERVIEW, actor))
        .with("mayWrite", actor.may(Permission.DOMAINS_WRITE))
        .with("live", live.by(actor.tenant(), domain))
        .with("form", form);
  }
}
