package dev.weir.portal.web;

import dev.weir.portal.identity.Permission;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * One line of the table of routes. Each feature writes its own lines; gates, the guard against
 * forged forms and what a body may be follow from the line, so that no feature can forget them.
 *
 * @param method HTTP method; on pages everything but GET is a form
 * @param path as Vert.x Web writes it, parameters as {@code :name}
 * @param access who it is for
 * @param handler answers, on the request's virtual thread; throws {@code WeirFault} to refuse
 * @param fresh whether the person must have proven a short while ago to be there
 */
public record RouteEntry(
    HttpMethod method, String path, Access access, Handler<RoutingContext> handler, boolean fresh) {

  /** Refuses lines that could not be served: pages are asked for and posted to, nothing else. */
  public RouteEntry {
    boolean fits =
        switch (access) {
          case Access.Open _, Access.SignedIn _, Access.Needs _, Access.OperatorOnly _ ->
              method.equals(HttpMethod.GET) || method.equals(HttpMethod.POST);
          case Access.Script _, Access.OperatorScript _ -> method.equals(HttpMethod.GET);
          case Access.Api _, Access.Program _ -> path.startsWith("/api/");
        };
    boolean provable =
        switch (access) {
          case Access.SignedIn _, Access.Needs _, Access.OperatorOnly _ -> true;
          case Access.Open _,
              Access.Script _,
              Access.OperatorScript _,
              Access.Api _,
              Access.Program _ ->
              false;
        };
    if (!fits || (fresh && !provable)) {
      throw new IllegalArgumentException(method + " " + path + " cannot be " + access);
    }
  }

  /** A line that asks nobody to prove anything anew. */
  public RouteEntry(
      HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {
    this(method, path, access, handler, false);
  }

  /**
   * The same for what shows or makes a secret, deletes something, or changes how somebody signs in:
   * whoever's last proof is too old is asked for the password first.
   */
  public RouteEntry proven() {
    return new RouteEntry(method, path, access, handler, true);
  }

  /** A page that strangers see too. */
  public static RouteEntry open(String path, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.GET, path, new Access.Open(), handler);
  }

  /** A form that strangers send too. */
  public static RouteEntry openForm(String path, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.POST, path, new Access.Open(), handler);
  }

  /** A page for whoever is signed in. */
  public static RouteEntry page(String path, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.GET, path, new Access.SignedIn(), handler);
  }

  /** A page. */
  public static RouteEntry page(
      String path, Permission permission, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.GET, path, new Access.Needs(permission), handler);
  }

  /** A form for whoever is signed in. */
  public static RouteEntry form(String path, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.POST, path, new Access.SignedIn(), handler);
  }

  /** A form. */
  public static RouteEntry form(
      String path, Permission permission, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.POST, path, new Access.Needs(permission), handler);
  }

  /** A page for the platform's staff. */
  public static RouteEntry operatorPage(String path, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.GET, path, new Access.OperatorOnly(), handler);
  }

  /** A form for the platform's staff. */
  public static RouteEntry operatorForm(String path, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.POST, path, new Access.OperatorOnly(), handler);
  }

  /** What a page fetches by itself. */
  public static RouteEntry script(
      String path, Permission permission, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.GET, path, new Access.Script(permission), handler);
  }

  /** What a page for the platform's staff fetches by itself. */
  public static RouteEntry operatorScript(String path, Handler<RoutingContext> handler) {
    return new RouteEntry(HttpMethod.GET, path, new Access.OperatorScript(), handler);
  }

  /** A part of the API. */
  public static RouteEntry api(
      HttpMethod method, String path, Permission permission, Handler<RoutingContext> handler) {
    return new RouteEntry(method, path, new Access.Api(permission), handler);
  }

  /** A part of the API that any key may use. */
  public static RouteEntry program(
      HttpMethod method, String path, Handler<RoutingContext> handler) {
    return new RouteEntry(method, path, new Access.Program(), handler);
  }
}
