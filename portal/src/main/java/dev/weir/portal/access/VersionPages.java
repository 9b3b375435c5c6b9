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
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The pages of how access settings were, and the way back. */
public final class VersionPages {

  private static final int MAX_DIGITS = 18;

  private static final FormShape RESTORE = FormShape.of("restore").versioned();

  private final Domains domains;
  private final AccessRules rules;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows versions of these settings. */
  public VersionPages(Domains domains, AccessRules rules, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.rules = rules;
    this.live = live;
    this.pages = pages;
  }

  /**
   * A version in the list, for the template.
   *
   * @param savedAt ISO 8601; empty for what the domain came with
   * @param changed keys of the names of what was changed by it
   */
  public record Line(long revision, String savedAt, String savedBy, List<String> changed) {

    /** Copies the list. */
    public Line {
      changed = List.copyOf(changed);
    }
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String list = AccessPath.PARAMETER + "/versions";
    String one = list + "/:version";
    return List.of(
        RouteEntry.page(list, Permission.DOMAINS_READ, this::list),
        RouteEntry.page(one, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(one + "/restore", Permission.DOMAINS_WRITE, this::restore));
  }

  private void list(RoutingContext ctx) {
    Side side = AccessPath.read(ctx);
    List<AccessVersion> versions =
        rules.versions(Visit.of(ctx).actor(), DomainPath.read(ctx), side);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      AccessVersion version = versions.get(i);
      AccessVersion older = i + 1 < versions.size() ? versions.get(i + 1) : version;
      lines.add(
          new Line(
              version.revision(),
              version.savedAt().map(Instant::toString).orElse(""),
              version.savedBy(),
              Difference.between(AccessParts.of(side), older.settings(), version.settings())
                  .stream()
                  .map(Difference::key)
                  .toList()));
    }
    pages.send(ctx, page(ctx, "access/versions").with("versions", lines));
  }

  private void show(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    Side side = AccessPath.read(ctx);
    AccessVersion version = rules.version(actor, name, side, revision(ctx));
    Revised<AccessSettings> now = rules.of(actor, name, side);
    pages.send(
        ctx,
        page(ctx, "access/version")
            .with("revision", version.revision())
            .with("savedAt", version.savedAt().map(Instant::toString).orElse(""))
            .with("savedBy", version.savedBy())
            .with(
                "differences",
                Difference.between(AccessParts.of(side), version.settings(), now.settings()))
            .with("form", Form.blank(RESTORE).version(now.revision())));
  }

  private void restore(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    Side side = AccessPath.read(ctx);
    long seen = Form.read(ctx, RESTORE).version();
    String done =
        switch (rules.restore(Visit.of(ctx).actor(), name, side, revision(ctx), seen)) {
          case Decision.Done _ -> "restored";
          case Decision.Waits _ -> "asked";
        };
    Pages.done(ctx, AccessPath.of(name, side), done);
  }

  private Page page(RoutingContext ctx, String template) {
    Actor actor = Visit.of(ctx).actor();
    Side side = AccessPath.read(ctx);
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    return Page.of(template, "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, AccessPath.part(side), actor))
        .with("side", AccessPath.key(side))
        .with("path", AccessPath.of(domain.name(), side))
        .with("mayWrite", actor.may(Permission.DOMAINS_WRITE))
        .with("live", live.by(actor.tenant(), domain));
  }

  private static long revision(RoutingContext ctx) {
    String text = String.valueOf(ctx.pathParam("version"));
    if (text.isEmpty()
        || text.length() > MAX_DIGITS
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new WeirFault(FaultCode.NOT_FOUND, "no version");
    }
    return Long.parseLong(text);
  }
}
