package dev.weir.runtime.http;

import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.tls.SelfSignedCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server behind the front on a free port of loopback, which remembers what got through. */
final class FrontUnderTest implements AutoCloseable {

  private static final int SEND_BUFFER_BYTES = 64 << 10;

  final List<String> reached = new CopyOnWriteArrayList<>();
  final FaultCounter faults = new FaultCounter();

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final HttpServer server;

  FrontUnderTest(HttpLimits limits, Handler<HttpServerRequest> application) {
    this(limits, HttpFront::options, application);
  }

  /** With TLS. */
  FrontUnderTest(
      HttpLimits limits,
      SelfSignedCertificate certificate,
      Handler<HttpServerRequest> application) {
    this(limits, front -> front.secureOptions(certificate.tls()), application);
  }

  private FrontUnderTest(
      HttpLimits limits,
      Function<HttpFront, HttpServerOptions> options,
      Handler<HttpServerRequest> application) {
    HttpFront front = new HttpFront(limits, TimeSource.system(), faults);
    server =
        vertx.createHttpServer(
            options
                .apply(front)
                .setHost("127.0.0.1")
                .setPort(0)
                // So that a peer that does not read is noticed after kilobytes, not megabytes.
                .setSendBufferSize(SEND_BUFFER_BYTES));
    front.protect(
        server,
        request -> {
          reached.add(request.method() + " " + request.uri());
          application.handle(request);
        });
    Soon.of(server.listen());
  }

  /** Answers 200 and the path to everything, after reading the body. */
  static void echo(HttpServerRequest request) {
    request.body().onSuccess(body -> request.response().end("ok " + body.length()));
  }

  int port() {
    return server.actualPort();
  }

  RawClient connect() {
    return RawClient.connect(port());
  }

  @Override
  public void close() {
    Soon.of(vertx.close());
  }
}
