package dev.weir.runtime.http;

import io.vertx.core.http.HttpServerRequest;

/** The name of one request, in its answer, its log lines and its refusals. */
public final class RequestId {

  /** The header that carries it, on every answer. */
  public static final String HEADER = "X-Request-Id";

  private RequestId() {}

  /** The request's id. */
  public static String of(HttpServerRequest request) {
    String id = request.response().headers().get(HEADER);
    return id == null ? "" : id;
  }
}
