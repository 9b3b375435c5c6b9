package dev.weir.portal.access;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.Side;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.settings.Revised;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of who may push to a domain and who may play from it: one form for each part. */
public final class AccessPages {

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final Domains domains;
  private final AccessRules rules;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows these settings. */
  public AccessPages(Domains domains, AccessRules rules, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.rules = rules;
    this.live = live;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = AccessPath.PARAMETER;
    Permission write = Permission.DOMAINS_WRITE;
    return List.of(
        RouteEntry.page(path, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(path + "/proofs", write, ctx -> save(ctx, AccessParts.PROOFS)),
        RouteEntry.form(
            path + "/rules", write, ctx -> save(ctx, AccessParts.rules(AccessPath.read(ctx)))),
        RouteEntry.form(path + "/remote", write, ctx -> save(ctx, AccessParts.REMOTE)));
  }

  private void show(RoutingContext ctx) {
    Revised<AccessSettings> now = now(ctx);
    pages.send(ctx, page(ctx, now, Map.of()));
  }

  private void save(RoutingContext ctx, AccessPart part) {
    DomainName name = DomainPath.read(ctx);
    Side side = AccessPath.read(ctx);
    Form form = Form.read(ctx, part.shape());
    Revised<AccessSettings> seen = now(ctx);
    AccessSettings wanted = part.read(form, seen.settings());
    if (!form.valid()) {
      pages.send(ctx, page(ctx, seen, Map.of(part, form)).status(UNPROCESSABLE));
      return;
    }
    try {
      String done =
          switch (rules.save(Visit.of(ctx).actor(), name, side, wanted, form.version())) {
            case Decision.Done _ -> "saved";
            case Decision.Waits _ -> "asked";
          };
      Pages.done(ctx, AccessPath.of(name, side), done);
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.EDIT_CONFLICT) {
        throw refused;
      }
      Revised<AccessSettings> theirs = now(ctx);
      form.conflicting(theirs.revision(), theirs.updatedBy(), told(part, form, theirs.settings()));
      pages.send(ctx, page(ctx, theirs, Map.of(part, form)).status(CONFLICT));
    }
  }

  private Revised<AccessSettings> now(RoutingContext ctx) {
    return rules.of(Visit.of(ctx).actor(), DomainPath.read(ctx), AccessPath.read(ctx));
  }

  /**
   * The page.
   *
   * @param typed forms that stay as they were typed
   */
  private Page page(RoutingContext ctx, Revised<AccessSettings> now, Map<AccessPart, Form> typed) {
    Actor actor = Visit.of(ctx).actor();
    Side side = AccessPath.read(ctx);
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    int tokenKeys = rules.tokenKeys(actor, domain.name());
    Page page =
        Page.of("access/page", "domains")
            .titled(domain.name().value())
            .with("domain", DomainView.of(domain))
            .with("tabs", DomainPath.tabs(domain, AccessPath.part(side), actor))
            .with("side", AccessPath.key(side))
            .with("path", AccessPath.of(domain.name(), side))
            .with("mayWrite", actor.may(Permission.DOMAINS_WRITE))
            .with("live", live.by(actor.tenant(), domain))
            .with("warnings", Lockouts.of(now.settings(), tokenKeys > 0, address(actor)))
            .with("tokenKeys", tokenKeys)
            .with("keys", keys(domain, actor))
            .with("proofs", form(AccessParts.PROOFS, now, typed))
            .with("rules", form(AccessParts.rules(side), now, typed));
    return switch (side) {
      case PUSH -> page;
      case PLAY -> page.with("remote", form(AccessParts.REMOTE, now, typed));
    };
  }

  /** Where keys are, for who may see them; empty for others. */
  private static String keys(Domain domain, Actor actor) {
    return actor.may(Permission.KEYS_READ)
        ? DomainPath.of(domain.name(), DomainPath.Part.KEYS)
        : "";
  }

  private static Form form(
      AccessPart part, Revised<AccessSettings> now, Map<AccessPart, Form> typed) {
    Form kept = typed.get(part);
    if (kept != null) {
      return kept;
    }
    Form form = Form.blank(part.shape()).version(now.revision());
    part.values(now.settings()).forEach(form::with);
    return form;
  }

  /** Their values, with the ends of lines as the form has sent them. */
  private static Map<String, String> told(AccessPart part, Form form, AccessSettings theirs) {
    Map<String, String> told = new HashMap<>();
    part.values(theirs)
        .forEach((field, values) -> {
          String text = String.join(", ", values);
          boolean browser = form.text(field).contains("\r\n");
          told.put(field, browser ? text.replace("\n", "\r\n") : text);
        });
    return told;
  }

  private static Optional<InetAddress> address(Actor actor) {
    try {
      return Optional.of(InetAddress.ofLiteral(actor.origin().address()));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
