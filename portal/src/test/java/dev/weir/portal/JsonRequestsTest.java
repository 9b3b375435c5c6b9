package dev.weir.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.web.JsonBody;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.http.HttpLimits;
import dev.weir.runtime.metrics.FaultCounter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON bodies on their way through the desk to a handler that says what it got. */
@Timeout(60)
class JsonRequestsTest {

  private static Vertx vertx;
  private static HttpServer server;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route().handler(ctx -> ctx.response().end(JsonBody.read().encode()));
    router.route().failureHandler(ctx -> ctx.response().setStatusCode(400).end("refused"));
    HttpFront front =
        new HttpFront(HttpLimits.DEFAULTS, TimeSource.system(), new FaultCounter())
            .allowing(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    server =
        front
            .protect(
                vertx.createHttpServer(front.options()),
                new RequestDesk(router, new Semaphore(RequestDesk.MAX_AT_ONCE)))
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void aBodyReachesItsHandlerWhole(String method) throws Exception {
    String body = "{\"name\":\"" + "x".repeat(RequestDesk.MAX_JSON_BYTES - 11) + "\"}";
    assertThat(send(method, "application/json; charset=utf-8", body).body()).isEqualTo(body);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    assertThat(
            send("POST", "application/json", "x".repeat(RequestDesk.MAX_JSON_BYTES + 1))
                .statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "\"text\"", "{\"a\":1} trailing"})
  void whatIsNoObjectIsRefused(String body) throws Exception {
    assertThat(send("POST", "application/json", body).body()).isEqualTo("refused");
  }

  @Test
  void aBodyOfAnotherTypeIsNotRead() throws Exception {
    assertThat(send("POST", "text/plain", "{}").body()).isEqualTo("refused");
  }

  private HttpResponse<String> send(String method, String type, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
