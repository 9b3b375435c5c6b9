package dev.weir.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The name of one request: 16 hexadecimal digits, in its answer, its log lines and its refusals. It
 * is ours, never the client's, so that nobody can make two requests look like one.
 */
public final class RequestId {

  /** The header that carries it, on every answer. */
  public static final String HEADER = "X-Request-Id";

  private RequestId() {}

  /** The request's id; empty for a request that did not come through {@link HttpFront}. */
  public static String of(HttpServerRequest request) {
    String id = request.response().headers().get(HEADER);
    return id == null ? "" : id;
  }

  /** A new one. Not a secret: it need not be unguessable, only distinct. */
  public static String fresh() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
