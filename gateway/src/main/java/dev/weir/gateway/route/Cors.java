package dev.weir.gateway.route;

import dev.weir.contract.policy.PlayPolicy;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.runtime.http.RequestId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/**
 * Which pages may read answers from scripts: those that the domain's policy names. An origin is
 * echoed only when it is on the list, and credentials are never allowed. Refusals carry the headers
 * too, since a player can only tell what it can read.
 */
final class Cors {

  /** What {@code OPTIONS} says, and what 405 has to say. */
  static final String METHODS = "GET, HEAD, OPTIONS";

  private static final String ANY = "*";
  private static final String REQUEST_HEADERS =
      "Accept, Authorization, Content-Type, If-None-Match, If-Range, Range, X-Requested-With";
  private static final String EXPOSED =
      String.join(
          ", ", "Content-Length", "Content-Range", "Date", "ETag", "Retry-After", RequestId.HEADER);
  private static final String PREFLIGHT_SECONDS = "86400";

  private final PlayDirectory directory;

  Cors(PlayDirectory directory) {
    this.directory = directory;
  }

  /** Sets the headers of whatever is answered. */
  void allow(HttpServerRequest request, String host) {
    HttpServerResponse response = request.response();
    Set<String> allowed =
        directory.playPolicy(host).map(PlayPolicy::corsOrigins).orElseGet(Set::of);
    if (allowed.contains(ANY)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
      return;
    }
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && allowed.contains(origin)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  /**
   * Whether a page may open a WebSocket, which browsers do not ask about beforehand: one of the
   * domain itself, one on the list, or no page at all.
   */
  boolean mayConnect(HttpServerRequest request, String host, PlayPolicy policy) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null
        || policy.corsOrigins().contains(ANY)
        || policy.corsOrigins().contains(origin)
        || origin.equals("http://" + host)
        || origin.equals("https://" + host);
  }

  /** Answers {@code OPTIONS}, after {@link #allow}. */
  void preflight(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(204)
        .putHeader(HttpHeaders.ALLOW, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
        .end();
  }
}
