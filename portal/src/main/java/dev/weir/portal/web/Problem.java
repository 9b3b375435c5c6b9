package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.http.RequestId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A refusal of the API (RFC 9457), with the members {@code code}, the fault's name; {@code
 * requestId}, which leads an operator to the log; {@code subject}, where one code has several; and
 * {@code errors}, field by field, where the request itself is wrong.
 *
 * @param code what went wrong
 * @param subject what it is about; empty where the code says everything
 * @param errors what is wrong with the request's fields; empty for other reasons
 */
public record Problem(FaultCode code, String subject, List<FieldFault> errors) {

  /** Media type of its JSON form. */
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final String TYPE = "urn:weir:fault:";
  private static final String INSTANCE = "urn:weir:request:";

  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** What a fault alone tells. */
  public static Problem of(FaultCode code) {
    return new Problem(code, "", List.of());
  }

  /** Whether a request is one of the API, which is answered in this form. */
  public static boolean isWantedBy(HttpServerRequest request) {
    return request.path() != null && request.path().startsWith("/api/");
  }

  /** Answers a request with it; nobody may keep it. */
  public void send(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(code.httpStatus())
        .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(json(RequestId.of(request)).encode());
  }

  private JsonObject json(String requestId) {
    JsonObject json =
        new JsonObject()
            .put("type", TYPE + code)
            .put("title", code.sentence())
            .put("status", code.httpStatus())
            .put("instance", INSTANCE + requestId)
            .put("code", code.name())
            .put("requestId", requestId);
    if (!subject.isEmpty()) {
      json.put("subject", subject);
    }
    if (!errors.isEmpty()) {
      JsonArray fields = new JsonArray();
      errors.forEach(fault ->
          fields.add(
              new JsonObject().put("pointer", fault.pointer()).put("detail", fault.detail())));
      json.put("errors", fields);
    }
    return json;
  }
}
