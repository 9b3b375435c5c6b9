package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.metrics.FaultCounter;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes before any route: it gets its id, and is refused here when it is
 * hostile or broken. A refused HTTP/1 connection is poisoned first, so that nothing that was
 * pipelined behind the request is ever looked at, then told why, then closed. On event loops; one
 * instance for each server.
 */
final class RequestGuard implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);

  private final HttpLimits limits;
  private final Set<HttpMethod> methods;
  private final Handler<HttpServerRequest> next;
  private final FaultCounter faults;
  private final String allow;

  RequestGuard(
      HttpLimits limits,
      Set<HttpMethod> methods,
      FaultCounter faults,
      Handler<HttpServerRequest> next) {
    this.limits = limits;
    this.methods = methods;
    this.next = next;
    this.faults = faults;
    this.allow = String.join(", ", new TreeSet<>(methods.stream().map(HttpMethod::name).toList()));
  }

  @Override
  public void handle(HttpServerRequest request) {
    Http1Watch watch = Http1Watch.of(request.connection());
    if (watch != null && watch.poisoned()) {
      return;
    }
    request.response().putHeader(RequestId.HEADER, RequestId.fresh());
    RequestRule rule = new RequestRule(limits, methods);
    FaultCode fault = rule.judge(request);
    if (fault != null) {
      refuse(request, watch, fault);
      return;
    }
    if (rule.awaitsContinue()) {
      Future<Void> _ = request.response().writeContinue();
    }
    try {
      next.handle(request);
    } catch (RuntimeException failed) {
      LOG.error("event=http.handler-failed request={}", RequestId.of(request), failed);
      faults.count(FaultCode.INTERNAL);
      Future<Void> _ = FaultResponse.send(request, FaultCode.INTERNAL);
    }
  }

  /** A request that the decoder could not read; only HTTP/1 has these. */
  void handleInvalid(HttpServerRequest request) {
    Http1Watch watch = Http1Watch.of(request.connection());
    if (watch != null && watch.poisoned()) {
      return;
    }
    request.response().putHeader(RequestId.HEADER, RequestId.fresh());
    Throwable cause = request.decoderResult().cause();
    FaultCode fault = FaultCode.REQUEST_MALFORMED;
    if (cause instanceof TooLongHttpLineException) {
      fault = FaultCode.URI_TOO_LONG;
    } else if (cause instanceof TooLongHttpHeaderException) {
      fault = FaultCode.HEADERS_TOO_LARGE;
    }
    refuse(request, watch, fault);
  }

  private void refuse(HttpServerRequest request, @Nullable Http1Watch watch, FaultCode fault) {
    faults.count(fault);
    if (watch != null) {
      watch.poison();
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    if (fault == FaultCode.METHOD_NOT_ALLOWED) {
      request.response().putHeader(HttpHeaders.ALLOW, allow);
    }
    LOG.debug(
        "event=http.refused fault={} request={} client={}",
        fault,
        RequestId.of(request),
        request.remoteAddress());
    Future<Void> _ = FaultResponse.send(request, fault);
  }
}
