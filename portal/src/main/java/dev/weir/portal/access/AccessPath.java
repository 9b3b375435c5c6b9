package dev.weir.portal.access;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.Side;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Where the pages of a side are. */
final class AccessPath {

  /** As routes have it. */
  static final String PARAMETER = DomainPath.PARAMETER + "/access/:side";

  private AccessPath() {}

  /** The side that a route names; throws {@code WeirFault NOT_FOUND} for what is none. */
  static Side read(RoutingContext ctx) {
    return switch (String.valueOf(ctx.pathParam("side"))) {
      case "push" -> Side.PUSH;
      case "play" -> Side.PLAY;
      default -> throw new WeirFault(FaultCode.NOT_FOUND, "no side");
    };
  }

  static DomainPath.Part part(Side side) {
    return switch (side) {
      case PUSH -> DomainPath.Part.PUSHERS;
      case PLAY -> DomainPath.Part.PLAYERS;
    };
  }

  static String of(DomainName domain, Side side) {
    return DomainPath.of(domain, part(side));
  }

  /** The end of keys of texts that differ by side. */
  static String key(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
