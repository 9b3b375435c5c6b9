package dev.weir.runtime.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.config.ConfigSource;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.http.HttpLimits;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsVerticleTest {

  private final Vertx vertx = Vertx.vertx();

  /** Kept here, since the library closes a client that nobody refers to. */
  private final HttpClient client = vertx.createHttpClient();

  private final Metrics metrics = new Metrics();
  private final Readiness readiness = new Readiness();

  @AfterEach
  void close() {
    Soon.of(vertx.close());
    metrics.close();
  }

  @Test
  void saysThatTheProcessLives() {
    assertThat(ask(serve(Optional.empty()), "/health/live", Map.of())).isEqualTo("200 live\n");
  }

  @Test
  void isReadyWhenEveryConditionHolds() {
    AtomicBoolean policies = new AtomicBoolean();
    readiness.require("policies", policies::get);
    readiness.requireAsync("database", () -> Future.succeededFuture(true));
    int port = serve(Optional.empty());
    assertThat(ask(port, "/health/ready", Map.of()))
        .isEqualTo("503 {\"ready\":false,\"conditions\":{\"policies\":false,\"database\":true}}\n");
    policies.set(true);
    assertThat(ask(port, "/health/ready", Map.of()))
        .isEqualTo("200 {\"ready\":true,\"conditions\":{\"policies\":true,\"database\":true}}\n");
  }

  @Test
  void isNotReadyWhenAConditionThrowsFailsOrNeverAnswers() {
    readiness.require(
        "throws",
        () -> {
          throw new IllegalStateException("broken");
        });
    readiness.requireAsync("fails", () -> Future.failedFuture("broken"));
    readiness.requireAsync("silent", () -> Promise.<Boolean>promise().future());
    assertThat(ask(serve(Optional.empty()), "/health/ready", Map.of()))
        .startsWith("503 ")
        .contains("\"throws\":false", "\"fails\":false", "\"silent\":false");
  }

  @Test
  void givesMetricsOverLoopbackUnlessAProxyForwards() {
    int port = serve(Optional.empty());
    assertThat(ask(port, "/metrics", Map.of())).startsWith("200 ").contains("jvm_memory_used");
    assertThat(ask(port, "/metrics", Map.of("X-Forwarded-For", "192.0.2.1"))).startsWith("401 ");
    assertThat(ask(port, "/metrics", Map.of("Forwarded", "for=192.0.2.1"))).startsWith("401 ");
  }

  @Test
  void measuresWhatIsRequiredAndWhatIsWatched() {
    readiness.require("policies", () -> true);
    readiness.watch("database", () -> Future.failedFuture("away"));
    int port = serve(Optional.empty());
    assertThat(ask(port, "/metrics", Map.of()))
        .contains("weir_condition{condition=\"policies\"} 1.0")
        .contains("weir_condition{condition=\"database\"} 0.0");
    assertThat(ask(port, "/health/ready", Map.of())).startsWith("200 ").doesNotContain("database");
  }

  @Test
  void asksForTheTokenWhereThereIsOne() {
    int port = serve(Optional.of("s3cret"));
    assertThat(ask(port, "/metrics", Map.of())).startsWith("401 UNAUTHENTICATED");
    assertThat(ask(port, "/metrics", Map.of("Authorization", "Bearer wrong"))).startsWith("401 ");
    assertThat(ask(port, "/metrics", Map.of("Authorization", "Bearer s3cret"))).startsWith("200 ");
    assertThat(ask(port, "/health/live", Map.of())).startsWith("200 ");
  }

  @Test
  void offersNothingElse() {
    int port = serve(Optional.empty());
    assertThat(ask(port, "/", Map.of())).startsWith("404 NOT_FOUND");
    assertThat(ask(port, "/health/../metrics", Map.of())).startsWith("400 PATH_MALFORMED");
    assertThat(ask(HttpMethod.POST, port, "/health/live", Map.of())).startsWith("405 ");
  }

  @Test
  void listensOnLoopbackUnlessConfigured() {
    OpsConfig defaults = OpsConfig.read(ConfigSource.defaults().reader());
    assertThat(defaults).isEqualTo(new OpsConfig("127.0.0.1", 9090, Optional.empty()));
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(),
            Map.of(),
            Map.of("ops.host", "0.0.0.0", "ops.port", "1", "ops.token", "t0ken"));
    OpsConfig config = OpsConfig.read(source.reader());
    source.verify();
    assertThat(config).isEqualTo(new OpsConfig("0.0.0.0", 1, Optional.of("t0ken")));
    assertThat(config.toString()).doesNotContain("t0ken");
  }

  private int serve(Optional<String> token) {
    OpsVerticle verticle =
        new OpsVerticle(
            new OpsConfig("127.0.0.1", 0, token),
            new HttpFront(HttpLimits.DEFAULTS, TimeSource.system(), new FaultCounter()),
            readiness,
            metrics);
    Soon.of(vertx.deployVerticle(verticle));
    return verticle.actualPort();
  }

  private String ask(int port, String path, Map<String, String> headers) {
    return ask(HttpMethod.GET, port, path, headers);
  }

  private String ask(HttpMethod method, int port, String path, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(port).setURI(path);
    headers.forEach(options::addHeader);
    return Soon.of(client.request(options).compose(OpsVerticleTest::answer));
  }

  /** Listens before it sends: on another thread than this one, the body may be here at once. */
  private static Future<String> answer(HttpClientRequest request) {
    Future<String> answer =
        request
            .response()
            .compose(response -> response.body().map(body -> response.statusCode() + " " + body));
    Future<Void> _ = request.end();
    return answer;
  }
}
