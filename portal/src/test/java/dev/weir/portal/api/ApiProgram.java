package dev.weir.portal.api;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/**
 * A program with a key, or with a token.
 *
 * @param house where it asks
 * @param key what it bears
 */
record ApiProgram(PortalHouse house, String key) {

  /** Asks without a body; {@code headers} are names and values by turns. */
  HttpResponse<String> ask(String method, String path, String... headers) {
    Browser program = browser(headers);
    return program.send(
        HttpRequest.newBuilder(program.uri(path)).method(method, BodyPublishers.noBody()));
  }

  /** Sends JSON. */
  HttpResponse<String> send(String method, String path, JsonObject body, String... headers) {
    Browser program = browser(headers);
    return program.send(
        HttpRequest.newBuilder(program.uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode())));
  }

  /** What it is told. */
  JsonObject get(String path) {
    return new JsonObject(ask("GET", path).body());
  }

  /** The code of a refusal; empty when there is none. */
  static String code(HttpResponse<String> answer) {
    return answer.body().isEmpty() ? "" : new JsonObject(answer.body()).getString("code", "");
  }

  private Browser browser(String... headers) {
    Browser program = house.browser().with("Authorization", "Bearer " + key);
    for (int i = 0; i < headers.length; i += 2) {
      program.with(headers[i], headers[i + 1]);
    }
    return program;
  }
}
