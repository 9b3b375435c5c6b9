package dev.weir.portal.domain;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Tab;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a domain's pages are. */
public final class DomainPath {

  /** The parameter of routes. */
  public static final String PARAMETER = "/domains/:domain";

  private DomainPath() {}

  /** The pages of a domain, as the tabs name them. */
  public enum Part {
    OVERVIEW(""),
    PUBLISHING("/publishing"),
    LADDERS("/ladders"),
    KEEPING("/keeping"),
    PUSHERS("/access/push"),
    PLAYBACK("/playback"),
    PLAYERS("/access/play"),
    KEYS("/keys"),
    CERTIFICATE("/certificate");

    private final String path;

    Part(String path) {
      this.path = path;
    }

    private String key() {
      return "head." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** A domain's page. */
  public static String of(DomainName domain) {
    return "/domains/" + URLEncoder.encode(domain.value(), StandardCharsets.UTF_8);
  }

  /** A part of it. */
  public static String of(DomainName domain, Part part) {
    return of(domain) + part.path;
  }

  /** The domain that a route names; throws {@code WeirFault NOT_FOUND} for what is no name. */
  public static DomainName read(RoutingContext ctx) {
    return DomainName.parse(String.valueOf(ctx.pathParam("domain")))
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "no domain name"));
  }

  /** The tabs above every page of a domain, as far as the actor may see them. */
  public static List<Tab> tabs(Domain domain, Part current, Actor actor) {
    List<Tab> tabs = new ArrayList<>();
    for (Part part : Part.values()) {
      boolean there =
          switch (part) {
            case OVERVIEW, CERTIFICATE -> true;
            case PUBLISHING, LADDERS, KEEPING, PUSHERS -> domain.use().push();
            case PLAYBACK, PLAYERS -> domain.use().play();
            case KEYS -> actor.may(Permission.KEYS_READ);
          };
      if (there) {
        tabs.add(new Tab(of(domain.name(), part), part.key(), part == current));
      }
    }
    return tabs;
  }
}
