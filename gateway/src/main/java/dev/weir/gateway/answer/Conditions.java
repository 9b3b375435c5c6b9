package dev.weir.gateway.answer;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Whether the client has already what it asks for (RFC 9110, section 13.1.2). */
public final class Conditions {

  private Conditions() {}

  /** Whether {@code If-None-Match} names the tag, which is given with its quotes. */
  public static boolean isFresh(HttpServerRequest request, String tag) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known == null) {
      return false;
    }
    for (String candidate : known.split(",", -1)) {
      String stripped = candidate.strip();
      String strong = stripped.startsWith("W/") ? stripped.substring(2) : stripped;
      if (strong.equals(tag) || strong.equals("*")) {
        return true;
      }
    }
    return false;
  }
}
