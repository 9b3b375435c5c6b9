package dev.weir.portal.callback.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Endpoints that behave as their paths say, and remember what they were told. */
public final class Receiver implements AutoCloseable {

  private static final Buffer SOME = Buffer.buffer("x".repeat(16 * 1024));

  private final HttpServer server;
  private final Map<String, List<Told>> told = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

  public Receiver(Vertx vertx) {
    this.server =
        vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
  }

  /**
   * What an endpoint was told.
   *
   * @param target path and query
   */
  public record Told(String target, Map<String, String> headers, String body) {

    public JsonObject json() {
      return new JsonObject(body);
    }

    /** Stream and number. */
    public String event() {
      return json().getString("stream") + " " + json().getInteger("sequence");
    }
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  /** From now on the path answers with this. */
  public void answers(String path, int status) {
    statuses.put(path, status);
  }

  public List<Told> told(String path) {
    return told.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>());
  }

  public List<String> events(String path) {
    return told(path).stream().map(Told::event).toList();
  }

  private void answer(HttpServerRequest request) {
    Map<String, String> headers = new ConcurrentHashMap<>();
    request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
    request
        .body()
        .onSuccess(body -> {
          told(request.path()).add(new Told(request.uri(), headers, body.toString()));
          String path = request.path();
          if (path.startsWith("/redirect")) {
            request
                .response()
                .setStatusCode(307)
                .putHeader("Location", at("/internal").toString())
                .end();
          } else if (path.startsWith("/endless")) {
            request.response().setStatusCode(statuses.getOrDefault(path, 200)).setChunked(true);
            pour(request.response());
          } else if (!path.startsWith("/hang")) {
            request
                .response()
                .setStatusCode(statuses.getOrDefault(path, 200))
                .end("taken by " + path + ", signed " + headers.get("webhook-signature"));
          }
        });
  }

  private static void pour(HttpServerResponse response) {
    response.write(SOME).onSuccess(more -> pour(response));
  }

  @Override
  public void close() {
    server.close().await();
  }
}
