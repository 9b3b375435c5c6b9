package dev.weir.runtime.http;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.tls.ServerTls;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The hardened front of an HTTP listener. {@link #options} sets what the library can limit by
 * itself; {@link #protect} puts a guard before every request and a watch on every connection for
 * the rest. One front serves any number of servers. Immutable.
 *
 * <p>The server's {@code webSocketHandler} must stay unset, since it would bypass the guard: a
 * route asks for {@code request.toWebSocket()} instead.
 */
public final class HttpFront {

  private static final int ACCEPT_BACKLOG = 4_096;
  private static final int MAX_STREAMS = 100;
  private static final int MAX_RESETS = 200;
  private static final int RESET_WINDOW_S = 30;
  private static final int MAX_SMALL_CONTINUATIONS = 16;
  private static final int MAX_WEB_SOCKET_MESSAGE_BYTES = 64 << 10;

  private final HttpLimits limits;
  private final TimeSource time;
  private final FaultCounter faults;
  private final Set<HttpMethod> methods;

  /** A front that lets GET, HEAD, POST and OPTIONS through. */
  public HttpFront(HttpLimits limits, TimeSource time, FaultCounter faults) {
    this(
        limits,
        time,
        faults,
        Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.OPTIONS));
  }

  private HttpFront(
      HttpLimits limits, TimeSource time, FaultCounter faults, Set<HttpMethod> methods) {
    this.limits = limits;
    this.time = time;
    this.faults = faults;
    this.methods = methods;
  }

  /** A front that lets further methods through; which route takes them is the router's. */
  public HttpFront allowing(HttpMethod... more) {
    Set<HttpMethod> all = new HashSet<>(methods);
    all.addAll(List.of(more));
    return new HttpFront(limits, time, faults, Set.copyOf(all));
  }

  /** Options of a listener in clear text: HTTP/1.1 alone. */
  public HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    options
        .setMaxInitialLineLength(limits.requestLineBytes())
        .setMaxHeaderSize(limits.headerBytes())
        .setMaxFormFields(limits.formFields())
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(false);
    options
        .setMaxWebSocketMessageSize(MAX_WEB_SOCKET_MESSAGE_BYTES)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
    options
        .setAcceptBacklog(ACCEPT_BACKLOG)
        .setTcpKeepAlive(true)
        // The kernel lets go of a peer that has vanished, with whatever it holds for it.
        .setTcpUserTimeout(Math.toIntExact(limits.vanished().toMillis()))
        // Holds until the watch takes over: an HTTP/2 connection that never says hello.
        .setIdleTimeout((int) limits.idleKeepAlive().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }

  /** Options of a listener with TLS 1.2 and later: HTTP/2 and HTTP/1.1 by ALPN. */
  public HttpServerOptions secureOptions(ServerTls tls) {
    HttpServerOptions options = options();
    options
        .setSsl(true)
        .setSslEngineOptions(tls.engine())
        .setKeyCertOptions(tls.options())
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
        .setSslHandshakeTimeout(limits.handshakeDeadline().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
    options
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_STREAMS)
                .setMaxHeaderListSize(limits.headerBytes()))
        .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
        .setHttp2RstFloodWindowDuration(RESET_WINDOW_S)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setHttp2MaxSmallContinuationFrames(MAX_SMALL_CONTINUATIONS);
    return options;
  }

  /**
   * Takes the server's connection, request and invalid-request handlers: what passes the guard
   * reaches {@code next}, on the connection's event loop. Call before {@code listen}.
   */
  public HttpServer protect(HttpServer server, Handler<HttpServerRequest> next) {
    RequestGuard guard = new RequestGuard(limits, methods, faults, next);
    return server
        .connectionHandler(this::watch)
        .invalidRequestHandler(guard::handleInvalid)
        .requestHandler(guard);
  }

  private void watch(HttpConnection connection) {
    Channel channel = HardClose.channel(connection);
    Odometer.install(channel);
    if (channel.pipeline().get("idle") != null) {
      // It would end a viewer whose encoder is away: such a connection is silent both ways.
      channel.pipeline().remove("idle");
    }
    if (((ConnectionBase) connection).channelHandlerContext().handler()
        instanceof Http2ConnectionHandler) {
      DataWatch.install(connection);
      Http2Watch.install(connection, limits, time, faults);
    } else {
      Http1Watch.install(channel, limits, time, faults);
    }
  }
}
