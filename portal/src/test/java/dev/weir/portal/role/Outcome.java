package dev.weir.portal.role;

import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;

/** How a visitor is received. */
enum Outcome {
  /** The handler answers, whatever it thinks of an empty form and of made-up ids. */
  LET_IN,
  /** 403 {@code FORBIDDEN}. */
  FORBIDDEN,
  /** 401 {@code UNAUTHENTICATED}. */
  UNAUTHENTICATED,
  /** Led to where one signs in. */
  SHOWN_THE_DOOR,
  /** Something else: no check answers like that. */
  ODD;

  /** What the document says of a visitor on a route. */
  static Outcome due(RouteEntry entry, Visitor visitor, RoleTable document) {
    return switch (entry.access()) {
      case Access.Open _ -> LET_IN;
      case Access.SignedIn _ -> visitor instanceof Visitor.Member ? LET_IN : unknown(entry);
      case Access.Needs(Permission permission) ->
          visitor instanceof Visitor.Member member
              ? by(document.of(member.role()).contains(permission))
              : unknown(entry);
      case Access.Script(Permission permission) ->
          visitor instanceof Visitor.Member member
              ? by(document.of(member.role()).contains(permission))
              : UNAUTHENTICATED;
      case Access.OperatorOnly _ ->
          visitor instanceof Visitor.Member member ? by(member.staff()) : unknown(entry);
      case Access.OperatorScript _ ->
          visitor instanceof Visitor.Member member ? by(member.staff()) : UNAUTHENTICATED;
      case Access.Api(Permission permission) ->
          visitor instanceof Visitor.Program program
              ? by(program.scopes().contains(permission))
              : UNAUTHENTICATED;
      case Access.Program _ -> visitor instanceof Visitor.Program ? LET_IN : UNAUTHENTICATED;
    };
  }

  private static Outcome by(boolean allowed) {
    return allowed ? LET_IN : FORBIDDEN;
  }

  /** A page leads strangers to the door; a form that is sent there would lose what was typed. */
  private static Outcome unknown(RouteEntry entry) {
    return entry.method().equals(HttpMethod.GET) ? SHOWN_THE_DOOR : UNAUTHENTICATED;
  }
}
