package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The list of domains, and the form that adds one. */
public final class DomainPages {

  private static final String SECTION = "domains";
  private static final int UNPROCESSABLE = 422;
  private static final int MAX_NAME = 253;

  private static final FormShape ADD =
      FormShape.of(
          "add",
          Field.text("name", MAX_NAME).mandatory(),
          Field.choice("use", "both", "push", "play"),
          Field.choice("plays"));

  private static final FormShape OF_PLATFORM = FormShape.of("of-platform", Field.hidden("from"));

  private final Domains domains;
  private final CertificateEnds certificates;
  private final Pages pages;

  /** Shows the domains of this service, and when their certificates end. */
  public DomainPages(Domains domains, CertificateEnds certificates, Pages pages) {
    this.domains = domains;
    this.certificates = certificates;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.page("/domains", Permission.DOMAINS_READ, this::list),
        RouteEntry.page("/domains/new", Permission.DOMAINS_WRITE, this::blank),
        RouteEntry.form("/domains/new", Permission.DOMAINS_WRITE, this::add),
        RouteEntry.form("/domains/of-platform", Permission.DOMAINS_WRITE, this::addOfPlatform));
  }

  /** {@code GET /domains}. */
  private void list(RoutingContext ctx) {
    Visit visit = Visit.of(ctx);
    Actor actor = visit.actor();
    List<Domain> all = domains.list(actor);
    boolean mayWrite = actor.may(Permission.DOMAINS_WRITE);
    Optional<DomainName> offered =
        mayWrite && all.stream().noneMatch(Domain::ofPlatform)
            ? domains.platformName(actor, visit.person().tenantName())
            : Optional.empty();
    pages.send(
        ctx,
        Page.of("domain/list", SECTION)
            .with("domains", all.stream().map(DomainView::of).toList())
            .with("certificates", byName(certificates.of(actor)))
            .with("mayWrite", mayWrite)
            .with("mayReadKeys", actor.may(Permission.KEYS_READ))
            .with("offered", offered.map(DomainName::value).orElse("")));
  }

  private static Map<String, CertificateEnds.Ending> byName(
      Map<DomainName, CertificateEnds.Ending> ends) {
    return ends.entrySet().stream()
        .collect(Collectors.toMap(end -> end.getKey().value(), Map.Entry::getValue));
  }

  /** {@code GET /domains/new}. */
  private void blank(RoutingContext ctx) {
    pages.send(ctx, page(ctx, Form.blank(ADD).with("use", "both")));
  }

  /** {@code POST /domains/new}. */
  private void add(RoutingContext ctx) {
    Form form = Form.read(ctx, ADD);
    Optional<DomainName> playsOf = DomainName.parse(form.text("plays"));
    String use = form.text("use");
    if (use.equals("play") && playsOf.isEmpty()) {
      form.error("plays", "add.plays.needed");
    }
    if (form.valid()) {
      Domains.Claim claim =
          new Domains.Claim(
              form.text("name"),
              !use.equals("play"),
              !use.equals("push"),
              use.equals("play") ? playsOf : Optional.empty());
      try {
        Domain added = domains.add(Visit.of(ctx).actor(), claim);
        Pages.done(ctx, DomainPath.of(added.name()), "added");
        return;
      } catch (WeirFault refused) {
        form.error("name", reason(refused));
      }
    }
    pages.send(ctx, page(ctx, form).status(UNPROCESSABLE));
  }

  /** {@code POST /domains/of-platform}. */
  private void addOfPlatform(RoutingContext ctx) {
    Domain added =
        domains
            .addOfPlatform(Visit.of(ctx).actor())
            .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "the platform has no domain"));
    if (Form.read(ctx, OF_PLATFORM).text("from").equals("guide")) {
      Pages.redirect(ctx, "/guide");
    } else {
      Pages.done(ctx, DomainPath.of(added.name()), "online");
    }
  }

  private Page page(RoutingContext ctx, Form form) {
    List<Choice> pushDomains =
        domains.list(Visit.of(ctx).actor()).stream()
            .filter(domain -> domain.use().push() && domain.state() != DomainState.DELETING)
            .map(domain -> new Choice(domain.name().value(), domain.name().value()))
            .toList();
    return Page.of("domain/new", SECTION).with("form", form).with("pushDomains", pushDomains);
  }

  /** What can be helped beside the field; the rest is a page of its own. */
  private static String reason(WeirFault refused) {
    return switch (refused.code()) {
      case DOMAIN_NAME_INVALID -> "add.name.invalid";
      case DOMAIN_TAKEN -> "add.name.taken";
      case DOMAIN_EXISTS -> "add.name.exists";
      case QUOTA_EXCEEDED -> "add.name.quota";
      default -> throw refused;
    };
  }
}
