package dev.weir.gateway.house;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of one of the gateway's domains. Answers are bytes. */
public final class Web implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(40);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String origin;

  private Web(String origin) {
    this.origin = origin;
  }

  /** Of the signed domain. */
  public static Web of(GatewayUnderTest gateway) {
    return new Web("http://localhost:" + gateway.port());
  }

  /** Of the open domain. */
  public static Web ofOpen(GatewayUnderTest gateway) {
    return new Web("http://127.0.0.1:" + gateway.port());
  }

  /** The URL of a path. */
  public URI uri(String path) {
    return URI.create(origin).resolve(path);
  }

  /** GET. */
  public HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  /** GET in the background. */
  public CompletableFuture<HttpResponse<byte[]>> getting(String path) {
    return client.sendAsync(request("GET", path), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** GET, and what it says. */
  public String text(String path) {
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + body(answer));
    }
    return body(answer);
  }

  /** Any method, without a body. */
  public HttpResponse<byte[]> send(String method, String path, String... headers) {
    try {
      return client.send(request(method, path, headers), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new AssertionError(method + " " + path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** POST of a JSON text. */
  public HttpResponse<byte[]> post(String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).join();
  }

  /** The body as text. */
  public static String body(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** A header; empty when it is not there. */
  public static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpRequest request(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(DEADLINE)
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }
}
