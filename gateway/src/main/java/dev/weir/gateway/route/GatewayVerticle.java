package dev.weir.gateway.route;

import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.tls.ServerTls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/**
 * The play ports on one event loop: clear text and TLS. Instances share the ports, and the router.
 */
public final class GatewayVerticle extends VerticleBase {

  /** Negative ports are chosen by the system, the same one for every instance. */
  private static final int ANY_HTTP_PORT = -1;

  private static final int ANY_HTTPS_PORT = -2;

  private final GatewayConfig config;
  private final HttpFront front;
  private final ServerTls tls;
  private final GatewayRouter router;
  private final GatewayPorts ports;

  /**
   * Creates an instance.
   *
   * @param tls presents certificates
   * @param ports is told which ports were opened
   */
  public GatewayVerticle(
      GatewayConfig config,
      HttpFront front,
      ServerTls tls,
      GatewayRouter router,
      GatewayPorts ports) {
    this.config = config;
    this.front = front;
    this.tls = tls;
    this.router = router;
    this.ports = ports;
  }

  @Override
  public Future<?> start() {
    Future<HttpServer> http =
        listen(front.options(), config.httpPort() == 0 ? ANY_HTTP_PORT : config.httpPort());
    Future<HttpServer> https =
        listen(
            front.secureOptions(tls),
            config.httpsPort() == 0 ? ANY_HTTPS_PORT : config.httpsPort());
    return Future.all(http, https)
        .onSuccess(both -> ports.opened(http.result().actualPort(), https.result().actualPort()));
  }

  private Future<HttpServer> listen(HttpServerOptions options, int port) {
    options.setHost(config.host()).setPort(port);
    return front.protect(vertx.createHttpServer(options), router).listen();
  }
}
