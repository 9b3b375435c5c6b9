package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A refusal as an HTTP answer: the code, the one sentence that anybody may read, and the request id
 * that leads an operator to the other sentence.
 */
public final class FaultResponse {

  private FaultResponse() {}

  /**
   * Answers with the code's status, the code, its sentence and the request id, as JSON when the
   * client accepts that and as text otherwise; {@code no-store}. Does nothing when the answer has
   * already begun. CORS headers are the caller's.
   */
  public static Future<Void> send(HttpServerRequest request, FaultCode code) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    boolean json = acceptsJson(request);
    String id = RequestId.of(request);
    response
        .setStatusCode(code.httpStatus())
        .putHeader(
            HttpHeaders.CONTENT_TYPE,
            json ? "application/json; charset=utf-8" : "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    return response.end(json ? asJson(code, id) : asText(code, id));
  }

  private static boolean acceptsJson(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("application/json");
  }

  /** Codes, sentences and ids hold nothing that JSON would have to escape. */
  private static String asJson(FaultCode code, String id) {
    return "{\"code\":\"%s\",\"message\":\"%s\",\"requestId\":\"%s\"}"
        .formatted(code, code.sentence(), id);
  }

  static String asText(FaultCode code, String id) {
    return "%s: %s (request %s)\n".formatted(code, code.sentence(), id);
  }
}
