package dev.weir.portal.api;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** A program with an API key, which never asks more than it may. */
final class Program {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final PortalHouse house;
  private final String key;

  private Program(PortalHouse house, String key) {
    this.house = house;
    this.key = key;
  }

  static Program of(PortalHouse house, TenantId tenant) {
    return of(house, tenant, EnumSet.allOf(Permission.class));
  }

  static Program of(PortalHouse house, TenantId tenant, Set<Permission> scopes) {
    ApiKeyStore keys = new ApiKeyStore(house.database(), house.time());
    return new Program(house, keys.create(tenant, "program", scopes).text());
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  HttpResponse<String> put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  HttpResponse<String> patch(String path, String body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  HttpResponse<String> delete(String path) {
    return send("DELETE", path, "");
  }

  /** Sends a request; headers are names and values in turn, and no body is an empty one. */
  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    house.time().advance(PAUSE);
    Browser browser = house.browser().with("Authorization", "Bearer " + key);
    for (int i = 0; i < headers.length; i += 2) {
      browser.with(headers[i], headers[i + 1]);
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(browser.uri("/api/v1" + path));
    if (body.isEmpty()) {
      return browser.send(request.method(method, BodyPublishers.noBody()));
    }
    return browser.send(
        request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  /** The code of a refusal, with its status: {@code 409 DOMAIN_TAKEN}. */
  static String refusal(HttpResponse<String> answer) {
    return answer.statusCode() + " " + json(answer).getString("code");
  }

  static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }
}
