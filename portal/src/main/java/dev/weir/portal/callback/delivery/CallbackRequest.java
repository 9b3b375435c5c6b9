package dev.weir.portal.callback.delivery;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an endpoint is asked.
 *
 * @param headers in their order
 * @param body empty for one without
 */
record CallbackRequest(HttpMethod method, URI target, Map<String, String> headers, String body) {

  /** What of a request would let others make one. */
  private static final Set<String> MASKED = Set.of("webhook-signature", "ALI-LIVE-SIGNATURE");

  private static final int SHOWN = 8;

  CallbackRequest {
    headers = new LinkedHashMap<>(headers);
  }

  byte[] content() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /** As the log of attempts has it: signatures are cut. */
  String masked() {
    StringBuilder text = new StringBuilder(256 + body.length());
    String query = target.getRawQuery();
    text.append(method.name()).append(' ').append(target.getRawPath());
    if (query != null) {
      text.append('?').append(query);
    }
    headers.forEach((name, value) ->
        text.append('\n')
            .append(name)
            .append(": ")
            .append(MASKED.contains(name) ? cut(value) : value));
    return text.append("\n\n").append(body).toString();
  }

  /** An answer without what it repeats of the signatures. */
  String withoutSignatures(String answer) {
    String masked = answer;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (MASKED.contains(header.getKey())) {
        for (String signature : header.getValue().split(" ", -1)) {
          masked = masked.replace(signature, cut(signature));
        }
      }
    }
    return masked;
  }

  private static String cut(String signature) {
    return signature.substring(0, Math.min(SHOWN, signature.length())) + "…";
  }
}
