package dev.weir.runtime.http;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.FaultCounter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;

/** The hardened front of an HTTP listener. */
public final class HttpFront {

  private final HttpLimits limits;

  /** One front serves any number of servers. */
  public HttpFront(HttpLimits limits, TimeSource time, FaultCounter faults) {
    this.limits = limits;
  }

  /** Options of a listener in clear text: HTTP/1.1 alone. */
  public HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(limits.headerBytes());
  }

  /** Options of a listener with TLS 1.2 and later: HTTP/2 and HTTP/1.1 by ALPN. */
  public HttpServerOptions secureOptions(KeyCertOptions certificate) {
    return options().setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate);
  }

  /**
   * Takes the server's connection, request and invalid-request handlers: what passes the guard
   * reaches {@code next}, on the connection's event loop. Call before {@code listen}.
   */
  public HttpServer protect(HttpServer server, Handler<HttpServerRequest> next) {
    return server.requestHandler(next);
  }
}
