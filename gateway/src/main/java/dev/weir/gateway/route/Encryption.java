package dev.weir.gateway.route;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.Transport;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.route.Target.Ending;
import dev.weir.runtime.http.TrustedProxies;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

/**
 * HTTPS where a domain asks for it. Whoever begins in clear text, with a playlist, a page or FLV,
 * is sent to the same address over HTTPS, which every player follows; what belongs to something
 * that was begun, and a WebSocket, which cannot be sent elsewhere, is refused. Browsers are told to
 * come over HTTPS by themselves, and are told so over HTTPS alone (RFC 6797, 7.2).
 */
final class Encryption {

  private static final int PERMANENT_REDIRECT = 308;
  private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");

  private final PlayDirectory directory;
  private final TrustedProxies proxies;
  private final GatewayPorts ports;

  Encryption(PlayDirectory directory, TrustedProxies proxies, GatewayPorts ports) {
    this.directory = directory;
    this.proxies = proxies;
    this.ports = ports;
  }

  /** Whether a request may go on; if not, it has been answered. Throws {@code HTTPS_REQUIRED}. */
  boolean suffices(HttpServerRequest request, String host, Target target) {
    Transport asked = directory.playPolicy(host).map(PlayPolicy::transport).orElse(Transport.ANY);
    if (proxies.isEncrypted(request)) {
      if (!asked.hstsMaxAge().isZero()) {
        request.response().putHeader(HSTS, "max-age=" + asked.hstsMaxAge().toSeconds());
      }
      return true;
    }
    if (!asked.forceHttps()) {
      return true;
    }
    return switch (target) {
      case Target.PlayerFile _, Target.Nothing _ -> true;
      case Target.Signed signed -> lead(request, signed.ending());
      case Target.InSession inSession -> lead(request, inSession.ending());
      case Target.Replay _ -> lead(request, Ending.PAGE);
      case Target.HlsFile _,
          Target.Recording _,
          Target.Past _,
          Target.Beacon _,
          Target.TimelineQuery _ ->
          throw refusal();
    };
  }

  private boolean lead(HttpServerRequest request, Ending ending) {
    if (ending == Ending.STATUS
        || "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      throw refusal();
    }
    request
        .response()
        .setStatusCode(PERMANENT_REDIRECT)
        .putHeader(HttpHeaders.LOCATION, "https://" + authority(request) + target(request))
        // The domain's owner may think otherwise tomorrow.
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
    return false;
  }

  /** Who comes to the usual port is sent to the usual one, whatever stands before this server. */
  private String authority(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    return asked.port() < 0 ? asked.host() : asked.host() + ":" + ports.https();
  }

  private static String target(HttpServerRequest request) {
    String query = request.query();
    return query == null ? request.path() : request.path() + "?" + query;
  }

  private static WeirFault refusal() {
    return new WeirFault(FaultCode.HTTPS_REQUIRED, "in clear text");
  }
}
