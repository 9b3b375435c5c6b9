package dev.weir.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain HTTP, as a client without any knowledge of Weir speaks it. */
public final class Web {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Web() {}

  /** The whole answer, as text. */
  public static HttpResponse<String> get(URI uri) {
    return send(HttpRequest.newBuilder(uri), BodyHandlers.ofString());
  }

  /** The whole answer, as bytes. */
  public static HttpResponse<byte[]> bytes(URI uri) {
    return send(HttpRequest.newBuilder(uri), BodyHandlers.ofByteArray());
  }

  /** The head of the answer. */
  public static HttpResponse<Void> head(URI uri) {
    return send(HttpRequest.newBuilder(uri).HEAD(), BodyHandlers.discarding());
  }

  /** Any request, with the deadline that all of them have. */
  public static <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return CLIENT.send(request.timeout(ANSWER_LIMIT).build(), body);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Whether somebody answers there, and with this status. */
  static boolean answers(URI uri, int status) {
    try {
      return get(uri).statusCode() == status;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }
}
