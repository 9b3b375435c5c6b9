package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the front must let through, however unusual. */
class GoodRequestsTest {

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final String CLOSE = "Connection: close\r\n\r\n";

  private static FrontUnderTest front;

  @BeforeAll
  static void open() {
    front = new FrontUnderTest(HttpLimits.DEFAULTS, FrontUnderTest::echo);
  }

  @AfterAll
  static void close() {
    front.close();
  }

  @BeforeEach
  void forget() {
    front.reached.clear();
  }

  @Test
  void ordinaryTargetsPass() {
    for (String target :
        List.of(
            "/",
            "/live/demo01.flv",
            "/live/~AbC_-/demo01_lhd.m3u8?auth_key=1-0-0-ab&x=%2F%00",
            "/a.b/c..d/...",
            "/a%20b/%C3%A4",
            "/a?b=c;d=//../e",
            "/.well-known/x",
            "/a/")) {
      assertThat(ask("GET " + target + " HTTP/1.1\r\nHost: a.example:8081\r\n" + CLOSE))
          .as(target)
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void ordinaryHostsPass() {
    for (String host : List.of("a", "A.Example:8081", "127.0.0.1", "[::1]:8081", "my_host")) {
      assertThat(ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n" + CLOSE))
          .as(host)
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void anAbsoluteTargetOfTheSameHostPasses() {
    assertThat(ask("GET HTTP://A:81/x HTTP/1.1\r\nHost: a:81\r\n" + CLOSE))
        .startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void oneConnectionServesManyRequestsPipelinedOrNot() {
    String get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
    String answer = ask(get.repeat(20) + "GET /x HTTP/1.1\r\nHost: a\r\n" + CLOSE);
    assertThat(answer.split("HTTP/1.1 200 OK", -1)).hasSize(22);
    assertThat(front.reached).hasSize(21);
  }

  @Test
  void everyAnswerHasItsOwnRequestId() {
    String get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
    String answer = ask(get + get + "GET /x HTTP/1.1\r\nHost: a\r\n" + CLOSE);
    assertThat(answer.lines().filter(line -> line.startsWith("X-Request-Id: ")).distinct())
        .hasSize(3);
  }

  @Test
  void aBodyOfEitherFramingArrives() {
    String post = "POST / HTTP/1.1\r\nHost: a\r\n";
    assertThat(ask(post + "Content-Length: 5\r\n" + CLOSE + "hello")).endsWith("ok 5");
    assertThat(ask(post + "transfer-encoding: Chunked\r\n" + CLOSE + "5\r\nhello\r\n0\r\n\r\n"))
        .endsWith("ok 5");
  }

  @Test
  void whoAsksForLeaveToContinueGetsIt() {
    String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n";
    assertThat(ask(post + "Expect: 100-Continue\r\n" + CLOSE + "hello"))
        .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
        .endsWith("ok 5");
  }

  @Test
  void anUpgradeToHttp2InClearTextIsNotTaken() {
    String last = "GET / HTTP/1.1\r\nHost: a\r\n" + CLOSE;
    String get = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\n";
    assertThat(ask(get + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n" + last))
        .startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void optionsOfTheWholeServerPass() {
    assertThat(ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n" + CLOSE)).startsWith("HTTP/1.1 200 OK");
  }

  private static String ask(String request) {
    try (RawClient client = front.connect()) {
      return client.send(request).readToEnd(WAIT);
    }
  }
}
