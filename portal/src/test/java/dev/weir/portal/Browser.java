package dev.weir.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser as far as the portal can tell: keeps cookies, sends forms with the token of the page
 * that it was on, and follows redirects only when it is told to.
 */
public final class Browser {

  private static final String BOUNDARY = "between-the-parts";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What the template engine writes in place of a message that no bundle has. */
  private static final Pattern MISSING_MESSAGE = Pattern.compile("\\?\\?[A-Za-z0-9._-]+\\?\\?");

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();
  private final String base;
  private final Map<String, String> cookies = new TreeMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  private String token = "";

  Browser(String base) {
    this.base = base;
  }

  /** Sends a header with every request from now on. */
  public Browser with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** What it sends with every request, cookies aside. */
  public Map<String, String> headers() {
    return headers;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public String token() {
    return token;
  }

  /** GET. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  /** POST of a form, with the token of the last page that had one. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putIfAbsent("csrf", token);
    String body =
        all.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** POST of a form with a file, with the token of the last page that had one. */
  public HttpResponse<String> post(
      String path, Map<String, String> fields, String fileField, byte[] file) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putIfAbsent("csrf", token);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    all.forEach((name, value) -> body.writeBytes(part(name, "", value.getBytes(UTF_8))));
    String more = "; filename=\"../../evil.svg\"\r\nContent-Type: image/svg+xml";
    body.writeBytes(part(fileField, more, file));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static byte[] part(String name, String more, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
            .formatted(BOUNDARY, name, more)
            .getBytes(UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(UTF_8));
    return part.toByteArray();
  }

  /** Opens the door, types and sends. */
  public HttpResponse<String> signIn(String email, String password) {
    get("/sign-in");
    return post("/sign-in", Map.of("email", email, "password", password, "next", "/streams"));
  }

  /** Any other request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    headers.forEach(request::setHeader);
    if (!cookies.isEmpty()) {
      request.setHeader(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response =
          client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      remember(response);
      return response;
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  public URI uri(String path) {
    return URI.create(base + path);
  }

  private void remember(HttpResponse<String> response) {
    if (MISSING_MESSAGE.matcher(response.body()).find()) {
      throw new AssertionError("a message is missing: " + response.body());
    }
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.substring(0, (cookie + ";").indexOf(';')).split("=", 2);
      if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    Matcher found = TOKEN.matcher(response.body());
    if (found.find()) {
      token = found.group(1);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
