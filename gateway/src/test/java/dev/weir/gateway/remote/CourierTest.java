package dev.weir.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.tls.SelfSignedCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions on their way to an endpoint on loopback. */
@Timeout(60)
class CourierTest {

  private static final SigningKey KEY = new SigningKey("k1", "0123456789abcdef");
  private static final String BODY = "{\"domain\":\"play.example.com\"}";
  private static final RemoteConfig ANYWHERE = new RemoteConfig(true);

  private final Vertx vertx = Vertx.vertx();
  private final Courier courier = new Courier(vertx, ANYWHERE, TimeSource.system());

  @AfterEach
  void close() {
    Soon.of(courier.close());
    Soon.of(vertx.close());
  }

  @Test
  void carriesTheSignedQuestionAndReadsTheStatus() {
    CompletableFuture<HttpServerRequest> seen = new CompletableFuture<>();
    int port =
        serve(request -> {
          seen.complete(request);
          request
              .body()
              .map(body -> body.toString().equals(BODY) ? 200 : 403)
              .onSuccess(status -> request.response().setStatusCode(status).end("ok"));
        });

    assertThat(ask("http://localhost:" + port + "/check?x=1", BODY)).isEqualTo(Answer.ADMITTED);
    HttpServerRequest request = seen.join();
    assertThat(request.uri()).isEqualTo("/check?x=1");
    assertThat(request.method().name()).isEqualTo("POST");
    assertThat(request.getHeader("Host")).isEqualTo("localhost:" + port);
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("Weir-Request-Id")).isEqualTo("r-1");
    long timestampS = Long.parseLong(request.getHeader("Weir-Timestamp"));
    assertThat(request.getHeader("Weir-Signature"))
        .isEqualTo(question("http://localhost/", BODY).signature(timestampS));
    assertThat(ask("http://localhost:" + port, "{}")).isEqualTo(Answer.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 401, 404, 500, 503})
  void takesNothingElseForAnAnswer(int status) {
    int port = serve(request -> request.response().setStatusCode(status).end());
    assertUnanswered("http://localhost:" + port + "/", "status " + status);
  }

  @Test
  void followsNoRedirect() {
    AtomicInteger asked = new AtomicInteger();
    int port =
        serve(request -> {
          asked.incrementAndGet();
          request.response().setStatusCode(307).putHeader("Location", "/other").end();
        });
    assertUnanswered("http://localhost:" + port + "/", "status 307");
    assertThat(asked).hasValue(1);
  }

  @Test
  void waitsNoLongerThanItMay() {
    int port = serve(_ -> {});
    assertUnanswered("http://localhost:" + port + "/", "");
  }

  @Test
  void readsNoEndlessAnswer() {
    AtomicInteger ended = new AtomicInteger();
    int port =
        serve(request -> {
          request.connection().closeHandler(_ -> ended.incrementAndGet());
          request.response().setChunked(true);
          for (int i = 0; i < 10; i++) {
            request.response().write("x".repeat(Courier.MAX_BODY_BYTES / 4));
          }
        });
    assertThat(ask("http://localhost:" + port + "/", BODY)).isEqualTo(Answer.ADMITTED);
    Await.until(() -> ended.get() == 1, "the connection is closed");
  }

  @Test
  void believesACertificateOfTheNameAlone(@TempDir Path folder) throws Exception {
    SelfSignedCertificate certificate =
        SelfSignedCertificate.loadOrCreate(folder, Set.of(), TimeSource.system());
    HttpServerOptions options =
        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.tls().options());
    int port = serve(options, "127.0.0.1", request -> request.response().end());
    int unnamed = serve(options, "127.0.0.2", request -> request.response().end());
    Courier trusting =
        new Courier(
            vertx,
            ANYWHERE,
            TimeSource.system(),
            new HttpClientOptions()
                .setTrustOptions(
                    new PemTrustOptions()
                        .addCertPath(folder.resolve("self-signed.pem").toString())));

    assertThat(Soon.of(trusting.ask(question("https://localhost:" + port + "/", BODY))))
        .isEqualTo(Answer.ADMITTED);
    // A name that the certificate does not have.
    String other = "https://127.0.0.2:" + unnamed + "/";
    assertThatThrownBy(() -> Soon.of(trusting.ask(question(other, BODY))))
        .hasRootCauseInstanceOf(UnansweredException.class);
    assertUnanswered("https://localhost:" + port + "/", "");
    Soon.of(trusting.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.1:8443/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0x7f000001/",
        "http://1.1.1.1/",
        "https://1.1.1.1:22/",
        "https://user@1.1.1.1/",
        "ftp://1.1.1.1/",
        "https:///x",
      })
  void neverSpeaksToNeighboursOrInOtherTongues(String endpoint) {
    Courier strict = new Courier(vertx, RemoteConfig.DEFAULTS, TimeSource.system());
    assertThatThrownBy(() -> Soon.of(strict.ask(question(endpoint, BODY))))
        .hasRootCauseInstanceOf(UnansweredException.class);
    Soon.of(strict.close());
  }

  private void assertUnanswered(String endpoint, String why) {
    assertThatThrownBy(() -> ask(endpoint, BODY))
        .hasRootCauseInstanceOf(UnansweredException.class)
        .hasMessageContaining(why);
  }

  private Answer ask(String endpoint, String body) {
    return Soon.of(courier.ask(question(endpoint, body)));
  }

  private int serve(Handler<HttpServerRequest> handler) {
    return serve(new HttpServerOptions(), "127.0.0.1", handler);
  }

  private int serve(HttpServerOptions options, String host, Handler<HttpServerRequest> handler) {
    HttpServer server = vertx.createHttpServer(options).requestHandler(handler);
    return Soon.of(server.listen(0, host)).actualPort();
  }

  private static RemoteQuestion question(String endpoint, String body) {
    RemoteAuthorization rules =
        new RemoteAuthorization(
            URI.create(endpoint),
            Duration.ofSeconds(2),
            false,
            Set.of(),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
    return new RemoteQuestion(new TenantId(new UUID(0, 1)), rules, KEY, body, "r-1");
  }
}
