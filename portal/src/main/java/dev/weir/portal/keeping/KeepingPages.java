package dev.weir.portal.keeping;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.keeping.KeptRule;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/** The page of a push domain that says what of its streams is kept: all rules, by kind. */
public final class KeepingPages {

  private static final int CONFLICT = 409;
  private static final FormShape SEEN = FormShape.of("seen").versioned();

  private final Domains domains;
  private final KeepingRules rules;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows these rules. */
  public KeepingPages(Domains domains, KeepingRules rules, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.rules = rules;
    this.live = live;
    this.pages = pages;
  }

  /**
   * The rules of one kind as the page shows them. Public for the templates of pages.
   *
   * @param kind its name
   * @param path below which its rules are
   */
  public record Section(String kind, String path, List<KeepingRow> rules, long revision) {}

  static String path(DomainName domain) {
    return DomainPath.of(domain, DomainPath.Part.KEEPING);
  }

  static String path(DomainName domain, RuleKind<?> kind) {
    return path(domain) + "/" + kind.name();
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/keeping";
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.page(path, Permission.DOMAINS_READ, ctx -> pages.send(ctx, page(ctx, ""))),
        RouteEntry.form(
            path + "/:kind/:rule/up", write, ctx -> change(ctx, kind(ctx), rules::raise)),
        RouteEntry.form(
            path + "/:kind/:rule/remove", write, ctx -> change(ctx, kind(ctx), rules::remove)));
  }

  /** Something that is done to one rule. */
  @FunctionalInterface
  private interface Change {
    void of(Actor actor, DomainName domain, RuleKind<?> kind, UUID rule, long revision);
  }

  private void change(RoutingContext ctx, KeepingPart<?> part, Change change) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    UUID rule = rule(ctx);
    Form form = Form.read(ctx, SEEN);
    try {
      change.of(actor, name, part.kind(), rule, form.version());
      Pages.done(ctx, path(name), "saved");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.EDIT_CONFLICT) {
        throw refused;
      }
      String quicker = rules.of(actor, name, part.kind()).updatedBy();
      pages.send(ctx, page(ctx, quicker).status(CONFLICT));
    }
  }

  /**
   * The page.
   *
   * @param changedBy who was quicker; empty for nobody
   */
  private Page page(RoutingContext ctx, String changedBy) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    return Page.of("keeping/list", "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.KEEPING, actor))
        .with("mayWrite", actor.may(Permission.DOMAINS_WRITE))
        .with("live", live.on(actor.tenant(), domain.name()))
        .with(
            "sections",
            KeepingPart.all().stream().map(part -> section(actor, domain.name(), part)).toList())
        .with("changedBy", changedBy);
  }

  private <R> Section section(Actor actor, DomainName domain, KeepingPart<R> part) {
    Revised<List<KeptRule<R>>> now = rules.of(actor, domain, part.kind());
    return new Section(
        part.kind().name(),
        path(domain, part.kind()),
        KeepingRow.of(domain, part, now.settings()),
        now.revision());
  }

  /** The kind that a route names; throws {@code WeirFault NOT_FOUND} for what is none. */
  static KeepingPart<?> kind(RoutingContext ctx) {
    String name = String.valueOf(ctx.pathParam("kind"));
    for (KeepingPart<?> part : KeepingPart.all()) {
      if (part.kind().name().equals(name)) {
        return part;
      }
    }
    throw new WeirFault(FaultCode.NOT_FOUND, "no kind of rule");
  }

  /** The rule that a route names; throws {@code WeirFault NOT_FOUND} for what is no id. */
  static UUID rule(RoutingContext ctx) {
    try {
      return UUID.fromString(String.valueOf(ctx.pathParam("rule")));
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no rule's id");
    }
  }
}
