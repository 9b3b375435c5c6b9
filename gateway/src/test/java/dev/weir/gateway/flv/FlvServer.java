package dev.weir.gateway.flv;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.live.LiveHouse;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.http.HttpLimits;
import dev.weir.runtime.tls.SelfSignedCertificate;
import dev.weir.runtime.tls.ServerTls;
import dev.weir.stream.hub.StreamConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * HTTP and HTTPS on two event loops; every path is {@code /live/{stream}.flv} of the open domain.
 */
final class FlvServer implements AutoCloseable {

  private static final int LOOPS = 2;

  final LiveHouse house;
  final ServerTls tls;
  private final Path folder;
  private volatile int port;
  private volatile int tlsPort;

  FlvServer(StreamConfig config) throws Exception {
    house = new LiveHouse(config);
    folder = Files.createTempDirectory("weir-flv");
    FlvDelivery delivery = new FlvDelivery(house.viewers(), house.faults());
    HttpFront front = new HttpFront(HttpLimits.DEFAULTS, TimeSource.system(), house.faults());
    tls = SelfSignedCertificate.loadOrCreate(folder, Set.of(), TimeSource.system()).tls();
    HttpServerOptions secure = front.secureOptions(tls);
    house
        .vertx()
        .deployVerticle(
            () -> new DoorVerticle(front, secure, request -> answer(delivery, request)),
            new DeploymentOptions().setInstances(LOOPS))
        .await(10, TimeUnit.SECONDS);
  }

  int port() {
    return port;
  }

  int tlsPort() {
    return tlsPort;
  }

  private void answer(FlvDelivery delivery, HttpServerRequest request) {
    String stream = request.path().replaceFirst("/live/(.*)\\.flv", "$1");
    boolean webSocket = request.headers().contains(HttpHeaders.UPGRADE);
    house.stream(stream)
        .ifPresentOrElse(
            live -> {
              if (webSocket) {
                delivery.serveWebSocket(
                    request, house.grant(stream, PlayProtocol.WEBSOCKET_FLV), live);
              } else {
                delivery.serve(request, house.grant(stream, PlayProtocol.HTTP_FLV), live);
              }
            },
            () -> request.response().setStatusCode(404).end());
  }

  @Override
  public void close() throws IOException {
    house.close();
    Files.deleteIfExists(folder.resolve("self-signed.pem"));
    Files.deleteIfExists(folder);
  }

  private final class DoorVerticle extends VerticleBase {

    private final HttpFront front;
    private final HttpServerOptions secure;
    private final Handler<HttpServerRequest> router;

    DoorVerticle(HttpFront front, HttpServerOptions secure, Handler<HttpServerRequest> router) {
      this.front = front;
      this.secure = secure;
      this.router = router;
    }

    @Override
    public Future<?> start() {
      Future<HttpServer> http = listen(front.options(), -1);
      Future<HttpServer> https = listen(secure, -2);
      return Future.all(http, https)
          .onSuccess(_ -> {
            port = http.result().actualPort();
            tlsPort = https.result().actualPort();
          });
    }

    private Future<HttpServer> listen(HttpServerOptions options, int anyPort) {
      options.setHost("127.0.0.1").setPort(anyPort);
      return front.protect(vertx.createHttpServer(options), router).listen();
    }
  }
}
