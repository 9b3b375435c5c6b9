package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.Soon;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.tls.SelfSignedCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a request has deadlines, and so has doing nothing; answering has none. */
class DeadlinesTest {

  private static final Duration HEADER = Duration.ofMillis(300);
  private static final Duration BODY = Duration.ofMillis(450);
  private static final Duration IDLE = Duration.ofMillis(400);
  private static final Duration LATE = Duration.ofSeconds(4);
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration DRIP = Duration.ofMillis(50);
  private static final int LARGE_BYTES = 2 << 20;
  private static final HttpLimits LIMITS =
      new HttpLimits(
          4096,
          8192,
          100,
          1 << 20,
          256,
          HEADER,
          BODY,
          IDLE,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void aSlowHeaderIsCutThoughBytesKeepComing() {
    try (FrontUnderTest front = front(FrontUnderTest::echo);
        RawClient client = front.connect()) {
      long start = System.nanoTime();
      String answer =
          client.drip("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(100), DRIP).readToEnd(WAIT);
      assertThat(since(start)).isBetween(HEADER, LATE);
      assertThat(answer)
          .startsWith("HTTP/1.1 408 ")
          .contains("REQUEST_TIMEOUT")
          .containsPattern("X-Request-Id: [0-9a-f]{16}\r\n")
          .doesNotContain("…");
      assertThat(front.faults.total(FaultCode.REQUEST_TIMEOUT)).isEqualTo(1);
      assertThat(front.reached).isEmpty();
    }
  }

  @Test
  void aSlowHeaderOfALaterRequestIsCutToo() {
    try (FrontUnderTest front = front(FrontUnderTest::echo);
        RawClient client = front.connect()) {
      client.send(GET);
      Soon.until("answered", () -> available(client) > 0);
      long start = System.nanoTime();
      String answer = client.send("GET / HT").readToEnd(WAIT);
      assertThat(since(start)).isBetween(HEADER, LATE);
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 408 ");
    }
  }

  @Test
  void aSlowBodyIsCutThoughBytesKeepComing() {
    try (FrontUnderTest front = front(FrontUnderTest::echo);
        RawClient client = front.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
      long start = System.nanoTime();
      String answer = client.drip("a".repeat(100), DRIP).readToEnd(WAIT);
      assertThat(since(start)).isBetween(BODY.minus(DRIP), LATE);
      assertThat(answer).startsWith("HTTP/1.1 408 ").doesNotContain("…");
      assertThat(front.faults.total(FaultCode.REQUEST_TIMEOUT)).isEqualTo(1);
    }
  }

  @Test
  void aSlowBodyAfterAnEarlyAnswerIsCut() {
    try (FrontUnderTest front = front(request -> request.response().end("no"));
        RawClient client = front.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
      long start = System.nanoTime();
      assertThat(client.readToEnd(WAIT)).startsWith("HTTP/1.1 200 ").doesNotContain("…open");
      assertThat(since(start)).isBetween(BODY.minus(DRIP), LATE);
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() {
    try (FrontUnderTest front = front(FrontUnderTest::echo);
        RawClient client = front.connect()) {
      long start = System.nanoTime();
      assertThat(client.readToEnd(WAIT)).isEmpty();
      assertThat(since(start)).isBetween(IDLE.minus(DRIP), LATE);
    }
  }

  @Test
  void aConnectionIsKeptForItsNextRequestAndNotForEver() {
    try (FrontUnderTest front = front(FrontUnderTest::echo);
        RawClient client = front.connect()) {
      // Together longer than one of them may be idle; each short, so that it may be late.
      for (int i = 0; i < 6; i++) {
        client.send(GET);
        pause(IDLE.dividedBy(4));
      }
      long start = System.nanoTime();
      assertThat(client.readToEnd(WAIT).split("HTTP/1.1 200", -1)).hasSize(7);
      assertThat(since(start)).isLessThan(LATE);
      assertThat(front.reached).hasSize(6);
    }
  }

  @Test
  void anAnswerMayTakeAsLongAsItLikesAndBeSilentInBetween() {
    Handler<HttpServerRequest> viewer =
        request -> {
          request.response().setChunked(true).write("begun");
          Vertx.currentContext()
              .owner()
              .setTimer(3 * IDLE.toMillis(), later -> request.response().end("done"));
        };
    try (FrontUnderTest front = front(viewer);
        RawClient client = front.connect()) {
      assertThat(client.send(GET).readToEnd(WAIT)).contains("begun").contains("done");
      assertThat(front.faults.total(FaultCode.REQUEST_TIMEOUT)).isZero();
    }
  }

  @Test
  void aSlowReaderGetsItsWholeAnswerAlthoughItTakesLongerThanEveryDeadline() throws IOException {
    try (FrontUnderTest front = front(DeadlinesTest::large);
        RawClient client = RawClient.connect(front.port(), 64 << 10)) {
      readSlowly(client.socket());
      assertThat(front.faults.total(FaultCode.PEER_STALLED)).isZero();
    }
  }

  @Test
  void aSlowReaderGetsItsWholeAnswerOverTlsToo(@TempDir Path directory) throws IOException {
    SelfSignedCertificate certificate =
        SelfSignedCertificate.loadOrCreate(directory, Set.of(), TimeSource.system());
    try (FrontUnderTest front = new FrontUnderTest(LIMITS, certificate, DeadlinesTest::large);
        Socket client =
            TrustingTls.context(certificate.certificate()).getSocketFactory().createSocket()) {
      client.setReceiveBufferSize(64 << 10);
      client.setSoTimeout((int) WAIT.toMillis());
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), front.port()));
      readSlowly(client);
      assertThat(front.faults.total(FaultCode.PEER_STALLED)).isZero();
    }
  }

  private static void large(HttpServerRequest request) {
    request.response().end(Buffer.buffer(new byte[LARGE_BYTES]));
  }

  private static void readSlowly(Socket client) throws IOException {
    client.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
    byte[] buffer = new byte[LARGE_BYTES / 10];
    int total = 0;
    while (total < LARGE_BYTES) {
      int read = client.getInputStream().readNBytes(buffer, 0, buffer.length);
      total += read;
      assertThat(read).as("after %d bytes", total).isPositive();
      pause(Duration.ofMillis(80));
    }
  }

  @Test
  void aReaderThatStopsInTheMiddleOfAnAnswerIsCut() {
    try (FrontUnderTest front = front(DeadlinesTest::large);
        RawClient client = RawClient.connect(front.port(), 4_096)) {
      client.send(GET);
      int clientPort = client.socket().getLocalPort();
      Soon.until("answered", () -> available(client) > 0);
      Soon.until("gone", () -> !TcpTable.holds(front.port(), clientPort));
      assertThat(front.faults.total(FaultCode.PEER_STALLED)).isEqualTo(1);
    }
  }

  @Test
  void aRefusedPeerThatKeepsSendingIsGoneSoon() {
    try (FrontUnderTest front = front(FrontUnderTest::echo);
        RawClient client = front.connect()) {
      int clientPort = client.socket().getLocalPort();
      long start = System.nanoTime();
      client.send("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n").drip("a".repeat(1000), DRIP);
      Soon.until("gone", () -> !TcpTable.holds(front.port(), clientPort));
      assertThat(since(start)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void aWebSocketHasNoDeadlinesHere() {
    try (FrontUnderTest front =
            front(request ->
                request
                    .toWebSocket()
                    .onSuccess(socket ->
                        Vertx.currentContext()
                            .owner()
                            .setTimer(
                                2 * IDLE.toMillis(),
                                later -> socket.writeTextMessage("still here"))));
        RawClient client = front.connect()) {
      client.send(
          """
          GET /ws HTTP/1.1\r
          Host: a\r
          Connection: Upgrade\r
          Upgrade: websocket\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          \r
          """);
      assertThat(client.readToEnd(Duration.ofMillis(1_200)))
          .startsWith("HTTP/1.1 101 ")
          .endsWith("still here…open");
    }
  }

  private static FrontUnderTest front(Handler<HttpServerRequest> application) {
    return new FrontUnderTest(LIMITS, application);
  }

  private static int available(RawClient client) {
    try {
      return client.socket().getInputStream().available();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Lets the other side wait: the scenario is a client that takes its time. */
  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
