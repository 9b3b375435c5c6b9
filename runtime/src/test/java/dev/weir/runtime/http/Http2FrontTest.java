package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.RawHttp2.Frame;
import dev.weir.runtime.tls.SelfSignedCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 over TLS, frame by frame. */
class Http2FrontTest {

  private static final Duration DEADLINE = Duration.ofMillis(500);
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final long CANCEL = 8;
  private static final long ENHANCE_YOUR_CALM = 11;

  @TempDir private static Path directory;

  private static SelfSignedCertificate certificate;
  private static FrontUnderTest front;

  @BeforeAll
  static void open() throws IOException {
    certificate = SelfSignedCertificate.loadOrCreate(directory, Set.of(), TimeSource.system());
    front =
        new FrontUnderTest(
            new HttpLimits(
                4096, 8192, 100, 1 << 20, 256, DEADLINE, DEADLINE, DEADLINE, DEADLINE, DEADLINE),
            certificate,
            Http2FrontTest::answer);
  }

  @AfterAll
  static void close() {
    front.close();
  }

  @BeforeEach
  void forget() {
    front.reached.clear();
  }

  private static void answer(HttpServerRequest request) {
    if (request.path().equals("/slow")) {
      request.response().write("begun");
      Vertx.currentContext()
          .owner()
          .setTimer(3 * DEADLINE.toMillis(), later -> request.response().end("done"));
    } else if (!request.path().equals("/silent")) {
      FrontUnderTest.echo(request);
    }
  }

  @Test
  void anOrdinaryRequestPasses() {
    try (RawHttp2 client = connect()) {
      assertThat(client.protocol()).isEqualTo("h2");
      List<Frame> frames = client.hello().get(1, "/x").readToEnd(WAIT);
      assertThat(bodies(frames)).isEqualTo("ok 0");
      assertThat(front.reached).containsExactly("GET /x");
    }
  }

  @Test
  void badTargetsAndMethodsAreRefused() {
    String[][] refused = {
      {"PATH_MALFORMED", "GET", "a", "x"},
      {"PATH_MALFORMED", "GET", "a", "/a%2fb"},
      {"PATH_MALFORMED", "GET", "a", "/a//b"},
      {"PATH_MALFORMED", "GET", "a", "https://a/"},
      {"METHOD_NOT_ALLOWED", "TRACE", "a", "/"},
      {"METHOD_NOT_ALLOWED", "PUT", "a", "/"}
    };
    try (RawHttp2 client = connect()) {
      client.hello();
      int stream = 1;
      StringBuilder expected = new StringBuilder();
      for (String[] one : refused) {
        client.headers(
            stream,
            true,
            ":method",
            one[1],
            ":scheme",
            "https",
            ":authority",
            one[2],
            ":path",
            one[3]);
        stream += 2;
        expected.append(".*").append(one[0]);
      }
      assertThat(bodies(client.readToEnd(WAIT))).matches("(?s)" + expected + ".*");
      assertThat(front.reached).isEmpty();
    }
  }

  @Test
  void hostsThatAreNoneOrTwoAreReset() {
    for (String[] bad : new String[][] {{"a", "b"}, {"u@a", "u@a"}}) {
      try (RawHttp2 client = connect()) {
        client
            .hello()
            .headers(
                1,
                true,
                ":method",
                "GET",
                ":scheme",
                "https",
                ":authority",
                bad[0],
                ":path",
                "/",
                "host",
                bad[1]);
        assertThat(client.readToEnd(WAIT)).anyMatch(frame -> frame.type() == RawHttp2.RST_STREAM);
        assertThat(front.reached).isEmpty();
      }
    }
  }

  @Test
  void tooLargeAHeaderIsNotTaken() {
    try (RawHttp2 client = connect()) {
      client
          .hello()
          .headers(
              1,
              true,
              ":method",
              "GET",
              ":scheme",
              "https",
              ":authority",
              "a",
              ":path",
              "/",
              "x",
              "a".repeat(9_000));
      client.readToEnd(WAIT);
      assertThat(front.reached).isEmpty();
    }
  }

  @Test
  void aConnectionThatSaysNothingAfterItsHandshakeIsClosed() {
    try (RawHttp2 client = connect()) {
      long start = System.nanoTime();
      client.readToEnd(WAIT);
      assertThat(since(start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aConnectionWithoutRequestsIsClosed() {
    try (RawHttp2 client = connect()) {
      long start = System.nanoTime();
      client.hello().readToEnd(WAIT);
      assertThat(since(start)).isBetween(DEADLINE.dividedBy(2), Duration.ofSeconds(3));
    }
  }

  @Test
  void aHandshakeThatNeverBeginsIsClosed() {
    try (RawClient client = front.connect()) {
      long start = System.nanoTime();
      assertThat(client.readToEnd(WAIT)).doesNotContain("…open");
      assertThat(since(start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aLateBodyIsResetAndTheOtherStreamsGoOn() {
    try (RawHttp2 client = connect()) {
      client
          .hello()
          .headers(1, false, ":method", "POST", ":scheme", "https", ":authority", "a", ":path", "/")
          .get(3, "/slow");
      List<Frame> frames = client.readToEnd(WAIT);
      assertThat(frames)
          .anyMatch(frame ->
              frame.type() == RawHttp2.RST_STREAM && frame.stream() == 1 && frame.code() == CANCEL);
      assertThat(bodies(frames)).isEqualTo("begundone");
      assertThat(front.faults.total(FaultCode.REQUEST_TIMEOUT)).isEqualTo(1);
    }
  }

  @Test
  void floodsOfControlFramesEndTheConnection() {
    for (int type : new int[] {RawHttp2.PING, RawHttp2.SETTINGS}) {
      try (RawHttp2 client = connect()) {
        client.hello().get(1, "/silent");
        byte[] payload = new byte[type == RawHttp2.PING ? 8 : 0];
        for (int i = 0; i < Http2Watch.MAX_CONTROL_FRAMES; i++) {
          client.frame(type, 0, 0, payload);
        }
        assertThat(client.readToEnd(WAIT))
            .anyMatch(
                frame -> frame.type() == RawHttp2.GOAWAY && frame.code() == ENHANCE_YOUR_CALM);
      }
    }
    assertThat(front.faults.total(FaultCode.TOO_MANY_REQUESTS)).isEqualTo(2);
  }

  @Test
  void floodsOfResetsEndTheConnection() {
    try (RawHttp2 client = connect()) {
      client.hello();
      for (int stream = 1; stream < 600; stream += 2) {
        client.get(stream, "/silent").frame(RawHttp2.RST_STREAM, 0, stream, new byte[4]);
      }
      assertThat(client.readToEnd(WAIT)).anyMatch(frame -> frame.type() == RawHttp2.GOAWAY);
    }
  }

  private static RawHttp2 connect() {
    return RawHttp2.connect(front.port(), certificate.certificate());
  }

  private static String bodies(List<Frame> frames) {
    StringBuilder bodies = new StringBuilder();
    for (Frame frame : frames) {
      if (frame.type() == RawHttp2.DATA) {
        bodies.append(frame.text());
      }
    }
    return bodies.toString();
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
