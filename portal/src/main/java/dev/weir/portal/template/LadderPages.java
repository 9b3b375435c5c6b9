package dev.weir.portal.template;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.ladder.KeptRule;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The page of a push domain's ladder rules, in the order in which they are asked. */
public final class LadderPages {

  private static final int CONFLICT = 409;
  private static final FormShape SEEN = FormShape.of("seen").versioned();

  private final Domains domains;
  private final LadderRules rules;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows these rules. */
  public LadderPages(Domains domains, LadderRules rules, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.rules = rules;
    this.live = live;
    this.pages = pages;
  }

  static String path(DomainName domain) {
    return DomainPath.of(domain, DomainPath.Part.LADDERS);
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/ladders";
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.page(path, Permission.DOMAINS_READ, ctx -> pages.send(ctx, page(ctx, ""))),
        RouteEntry.form(path + "/:rule/up", write, ctx -> change(ctx, rules::raise)),
        RouteEntry.form(path + "/:rule/remove", write, ctx -> change(ctx, rules::remove)));
  }

  /** Something that is done to one rule. */
  @FunctionalInterface
  private interface Change {
    void of(Actor actor, DomainName domain, UUID rule, long revision);
  }

  private void change(RoutingContext ctx, Change change) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    UUID rule = rule(ctx);
    Form form = Form.read(ctx, SEEN);
    try {
      change.of(actor, name, rule, form.version());
      Pages.done(ctx, path(name), "saved");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.EDIT_CONFLICT) {
        throw refused;
      }
      pages.send(ctx, page(ctx, rules.of(actor, name).updatedBy()).status(CONFLICT));
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
    Revised<List<KeptRule>> now = rules.of(actor, domain.name());
    return Page.of("template/ladders", "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.LADDERS, actor))
        .with("path", path(domain.name()))
        .with("mayWrite", actor.may(Permission.DOMAINS_WRITE))
        .with("live", live.on(actor.tenant(), domain.name()))
        .with("rules", rows(domain.name(), now.settings()))
        .with("revision", now.revision())
        .with("changedBy", changedBy);
  }

  static List<RuleRow> rows(DomainName domain, List<KeptRule> rules) {
    List<RuleRow> rows = new ArrayList<>();
    for (KeptRule rule : rules) {
      rows.add(RuleRow.of(domain, rule, rows.size() + 1));
    }
    return rows;
  }

  /** The rule that a route names; throws {@code WeirFault NOT_FOUND} for what is no id. */
  static UUID rule(RoutingContext ctx) {
    try {
      return UUID.fromString(String.valueOf(ctx.pathParam("rule")));
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no ladder rule's id");
    }
  }
}
