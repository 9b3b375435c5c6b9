package dev.weir.runtime.ops;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.metrics.RuntimeMetric;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers the operator: whether the process lives, whether it is ready for newcomers, and its
 * metrics. Health needs no credential; metrics need the token, or else a connection over loopback
 * that no proxy forwarded. On one event loop.
 */
public final class OpsVerticle extends VerticleBase {

  private final OpsConfig config;
  private final HttpFront front;
  private final Readiness readiness;
  private final Metrics metrics;
  private volatile Map<String, Boolean> seen = Map.of();
  private @Nullable HttpServer server;

  /** Serves on the address of {@code config}. */
  public OpsVerticle(OpsConfig config, HttpFront front, Readiness readiness, Metrics metrics) {
    this.config = config;
    this.front = front;
    this.readiness = readiness;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    for (String condition : readiness.names()) {
      metrics.gauge(
          RuntimeMetric.CONDITION, () -> seen.getOrDefault(condition, false) ? 1 : 0, condition);
    }
    HttpServer fresh =
        vertx.createHttpServer(front.options().setHost(config.host()).setPort(config.port()));
    server = front.protect(fresh, this::route);
    return server.listen();
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }

  /** The port that it listens on, once it was deployed; of interest when 0 was configured. */
  public int actualPort() {
    return server == null ? 0 : server.actualPort();
  }

  private void route(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      refuse(request, FaultCode.METHOD_NOT_ALLOWED);
      return;
    }
    switch (request.path()) {
      case "/health/live" -> answer(request, 200, "text/plain; charset=utf-8", "live\n");
      case "/health/ready" -> ready(request);
      case "/metrics" -> scrape(request);
      default -> refuse(request, FaultCode.NOT_FOUND);
    }
  }

  private void ready(HttpServerRequest request) {
    readiness
        .look()
        .onSuccess(conditions -> {
          boolean all = conditions.values().stream().allMatch(holds -> holds);
          answer(request, all ? 200 : 503, "application/json", json(all, conditions));
        });
  }

  private void scrape(HttpServerRequest request) {
    if (mayRead(request)) {
      readiness
          .lookAtAll()
          .onSuccess(conditions -> {
            seen = conditions;
            answer(request, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
          });
    } else {
      request.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(request, FaultCode.UNAUTHENTICATED);
    }
  }

  private boolean mayRead(HttpServerRequest request) {
    if (config.token().isPresent()) {
      String given = request.getHeader(HttpHeaders.AUTHORIZATION);
      String wanted = "Bearer " + config.token().get();
      return given != null
          && MessageDigest.isEqual(
              given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }
    return InetAddress.ofLiteral(request.remoteAddress().hostAddress()).isLoopbackAddress()
        && !request.headers().contains("X-Forwarded-For")
        && !request.headers().contains("Forwarded");
  }

  /** Names of conditions are constants of ours, which need no escaping. */
  private static String json(boolean ready, Map<String, Boolean> conditions) {
    return conditions.entrySet().stream()
        .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(",", "{\"ready\":" + ready + ",\"conditions\":{", "}}\n"));
  }

  private static void answer(
      HttpServerRequest request, int status, String contentType, String body) {
    Future<Void> _ =
        request
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(body);
  }

  private static void refuse(HttpServerRequest request, FaultCode fault) {
    Future<Void> _ = FaultResponse.send(request, fault);
  }
}
