package dev.weir.portal.isolation;

import dev.weir.portal.Browser;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One tenant's browser and program, asking for what may be another's. Answers lose what differs
 * between any two of them: tokens, nonces, the request's id, signatures.
 *
 * @param client asks
 * @param base where the portal is
 * @param browser has the session
 * @param apiKey with all scopes
 * @param bodies what a program sends
 */
record Stranger(HttpClient client, String base, Browser browser, String apiKey, ApiBodies bodies) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What stands for a typed value in an answer. */
  private static final String TYPED = "(typed)";

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param text headers that lead elsewhere, and the body
   */
  record Answer(int status, String text) {}

  /**
   * Asks for a route.
   *
   * @param path with everything filled in
   * @param typed what was filled in, to be taken out of the answer again
   */
  Answer ask(RouteEntry entry, String path, Iterable<String> typed) {
    boolean api = entry.access() instanceof Access.Api;
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    if (api) {
      request.header("Authorization", "Bearer " + apiKey).header("If-Match", "\"1\"");
    } else {
      request.header("Cookie", cookies());
    }
    switch (entry.method().name()) {
      case "GET" -> request.GET();
      case "DELETE" -> request.DELETE();
      default ->
          request
              .header(
                  "Content-Type", api ? "application/json" : "application/x-www-form-urlencoded")
              .method(
                  entry.method().name(),
                  BodyPublishers.ofString(api ? bodies.of(entry) : "csrf=" + browser.token()));
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      String where = response.headers().firstValue("Location").orElse("");
      String id = response.headers().firstValue("X-Request-Id").orElse("no id");
      return new Answer(
          response.statusCode(), plain(where + "\n" + body(response), typed).replace(id, "(id)"));
    } catch (IOException failed) {
      throw new UncheckedIOException(path, failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private String cookies() {
    StringBuilder cookies = new StringBuilder();
    browser
        .cookies()
        .forEach((name, value) -> cookies.append(name).append('=').append(value).append("; "));
    return cookies.toString();
  }

  /** All of it; of events that never end, the first one, or the sign that there is none. */
  private static String body(HttpResponse<InputStream> response) throws IOException {
    boolean endless =
        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      StringBuilder body = new StringBuilder();
      boolean told = false;
      String line = lines.readLine();
      while (line != null && !(endless && (line.startsWith(":") || (told && line.isEmpty())))) {
        told |= line.startsWith("data:");
        body.append(line).append('\n');
        line = lines.readLine();
      }
      return body.toString();
    }
  }

  private static String plain(String text, Iterable<String> typed) {
    String plain = text;
    List<String> longestFirst = new ArrayList<>();
    for (String value : typed) {
      longestFirst.add(value);
      longestFirst.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    for (String value : longestFirst) {
      plain = plain.replace(value, TYPED);
    }
    return plain
        .replaceAll("name=\"csrf\" value=\"[^\"]*\"", "")
        .replaceAll("nonce=\"[^\"]*\"", "")
        .replaceAll("\"requestId\":\"[^\"]*\"", "")
        .replaceAll("auth_key(=|%3D)[0-9a-zA-Z%-]*", "")
        .replaceAll("(name=\"setup\"|id=\"secret\")[^>]*", "")
        .replaceAll(" d=\"[^\"]*\"", "");
  }
}
