package dev.weir.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's browser as far as the portal can tell: one connection, one session.
 *
 * @param client has the connection
 * @param portal where the portal is
 * @param cookie name and value of the session
 */
public record PortalVisitor(HttpClient client, String portal, String cookie)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final int OK = 200;
  private static final int SEE_OTHER = 303;

  /** Opens the door, types and sends. */
  static PortalVisitor signIn(String portal, String email, String password) throws IOException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI door = URI.create(portal).resolve("/sign-in");
    HttpResponse<String> form = send(client, HttpRequest.newBuilder(door));
    Matcher token = TOKEN.matcher(form.body());
    if (!token.find()) {
      throw new IOException("the portal's door has no form: " + form.statusCode());
    }
    String fields =
        "csrf=%s&next=&email=%s&password=%s"
            .formatted(encoded(token.group(1)), encoded(email), encoded(password));
    HttpResponse<String> answer =
        send(
            client,
            HttpRequest.newBuilder(door)
                .header("Cookie", cookie(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    if (answer.statusCode() != SEE_OTHER) {
      throw new IOException("the portal lets nobody in: " + answer.statusCode());
    }
    return new PortalVisitor(client, portal, cookie(answer));
  }

  private static String cookie(HttpResponse<String> answer) throws IOException {
    return answer
        .headers()
        .firstValue("Set-Cookie")
        .map(cookie -> cookie.split(";", 2)[0])
        .orElseThrow(() -> new IOException("the portal gives no cookie"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The whole page, which must be there. */
  public String page(String path) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(portal).resolve(path)).header("Cookie", cookie);
    HttpResponse<String> answer = send(client, request);
    if (answer.statusCode() != OK) {
      throw new IOException(path + " is answered with " + answer.statusCode());
    }
    return answer.body();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException {
    try {
      return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
