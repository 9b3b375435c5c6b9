package dev.weir.stream.origin;

import dev.weir.runtime.http.HttpFront;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;

/** The node port on one event loop. Instances share the port, and the router. */
public final class OriginVerticle extends VerticleBase {

  private final String host;
  private final int port;
  private final HttpFront front;
  private final OriginRouter router;

  /**
   * Creates an instance.
   *
   * @param host address to listen on
   * @param port not 0
   */
  public OriginVerticle(String host, int port, HttpFront front, OriginRouter router) {
    this.host = host;
    this.port = port;
    this.front = front;
    this.router = router;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options = front.options().setHost(host).setPort(port);
    return front.protect(vertx.createHttpServer(options), router).listen();
  }

  @Override
  public Future<?> stop() {
    router.close();
    return Future.succeededFuture();
  }
}
