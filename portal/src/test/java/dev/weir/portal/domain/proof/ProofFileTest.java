package dev.weir.portal.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The file of proof, from web servers that mean well and others. */
@Timeout(60)
class ProofFileTest {

  private static final String TOKEN = "weir-0123456789abcdef0123456789abcdef";
  private static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server = vertx.createHttpServer();

  @BeforeEach
  void open() {
    server = server.requestHandler(this::answer).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void theTokenAndNothingElseProves() {
    assertThat(file(true).holds("good.test", TOKEN, LOOPBACK)).isTrue();
    assertThat(file(true).holds("other.test", TOKEN, LOOPBACK)).isFalse();
    assertThat(file(true).holds("error.test", TOKEN, LOOPBACK)).isFalse();
  }

  @Test
  void redirectsAreNotFollowed() {
    assertThat(file(true).holds("elsewhere.test", TOKEN, LOOPBACK)).isFalse();
    assertThat(asked).hasValue(1);
  }

  @Test
  void aLongAnswerIsLeft() {
    assertThat(file(true).holds("endless.test", TOKEN, LOOPBACK)).isFalse();
  }

  @Test
  void aServerThatNeverAnswersIsLeft() {
    assertThat(file(true).holds("silent.test", TOKEN, LOOPBACK)).isFalse();
  }

  @Test
  void privateNetworksAreNotAskedUnlessTheOperatorAllowsIt() {
    assertThat(file(false).holds("good.test", TOKEN, LOOPBACK)).isFalse();
    assertThat(asked).hasValue(0);
  }

  private ProofFile file(boolean allowPrivate) {
    return new ProofFile(
        vertx, new ProofConfig(Optional.empty(), allowPrivate, server.actualPort()));
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    assertThat(request.path()).isEqualTo("/.well-known/weir/" + TOKEN);
    switch (request.authority().host()) {
      case "good.test" -> request.response().end(" " + TOKEN + "\r\n");
      case "other.test" -> request.response().end("<p>" + TOKEN + "</p>");
      case "error.test" -> request.response().setStatusCode(404).end(TOKEN);
      case "elsewhere.test" ->
          request
              .response()
              .setStatusCode(302)
              .putHeader("Location", "http://good.test" + request.path())
              .end();
      case "endless.test" -> request.response().end(TOKEN + " ".repeat(ProofFile.MAX_BYTES));
      default -> request.response().setChunked(true).write(TOKEN);
    }
  }
}
