package dev.weir.portal;

import dev.weir.runtime.http.HttpFront;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The portal's listener. Its event loop accepts, parses and refuses; what passes runs on virtual
 * threads, one for each request. Several instances share the port.
 */
public final class PortalVerticle extends VerticleBase {

  /** Lets the system choose a port, and all instances share it. */
  private static final int ANY_SHARED = -1;

  private final PortalRoutes routes;
  private final Semaphore places;
  private final HttpFront front;
  private final PortalConfig config;
  private final CompletableFuture<Integer> port;

  PortalVerticle(
      PortalRoutes routes,
      Semaphore places,
      HttpFront front,
      PortalConfig config,
      CompletableFuture<Integer> port) {
    this.routes = routes;
    this.places = places;
    this.front = front;
    this.config = config;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    HttpServer server = vertx.createHttpServer(front.options());
    // PUT, PATCH and DELETE are the API's; pages know links and forms alone.
    return front
        .allowing(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)
        .protect(server, new RequestDesk(routes.router(vertx), places))
        .listen(config.port() == 0 ? ANY_SHARED : config.port(), config.host())
        .onSuccess(listening -> port.complete(listening.actualPort()));
  }
}
