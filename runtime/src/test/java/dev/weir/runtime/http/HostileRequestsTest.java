package dev.weir.runtime.http;

import static dev.weir.contract.fault.FaultCode.BODY_TOO_LARGE;
import static dev.weir.contract.fault.FaultCode.EXPECTATION_FAILED;
import static dev.weir.contract.fault.FaultCode.HEADERS_TOO_LARGE;
import static dev.weir.contract.fault.FaultCode.METHOD_NOT_ALLOWED;
import static dev.weir.contract.fault.FaultCode.PATH_MALFORMED;
import static dev.weir.contract.fault.FaultCode.REQUEST_MALFORMED;
import static dev.weir.contract.fault.FaultCode.URI_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile requests as bytes on a socket, each recorded with its answer: a change of an answer is a
 * change of this table. Behind each of them a second request is pipelined, which must never be
 * looked at.
 */
class HostileRequestsTest {

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: a\r\n\r\n";

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

  record Hostile(String name, FaultCode fault, String request) {
    @Override
    public String toString() {
      return name + " → " + fault.httpStatus() + " " + fault;
    }
  }

  static Stream<Hostile> refused() {
    return Stream.of(hosts(), framing(), targets(), methods(), sizes()).flatMap(all -> all);
  }

  private static Stream<Hostile> hosts() {
    return Stream.of(
        refused("two Hosts", REQUEST_MALFORMED, "GET / HTTP/1.1|Host: a|Host: b||"),
        refused("the same Host twice", REQUEST_MALFORMED, "GET / HTTP/1.1|Host: a|Host: a||"),
        refused("no Host", REQUEST_MALFORMED, "GET / HTTP/1.1|X: 1||"),
        refused("no Host in HTTP/1.0", REQUEST_MALFORMED, "GET / HTTP/1.0||"),
        refused("an empty Host", REQUEST_MALFORMED, "GET / HTTP/1.1|Host:||"),
        refused("a Host with a path", REQUEST_MALFORMED, "GET / HTTP/1.1|Host: a/b||"),
        refused("a Host with a user", REQUEST_MALFORMED, "GET / HTTP/1.1|Host: u@a||"),
        refused("another absolute host", REQUEST_MALFORMED, "GET http://b/ HTTP/1.1|Host: a||"),
        refused("an absolute prefix", REQUEST_MALFORMED, "GET http://ab/ HTTP/1.1|Host: a||"),
        refused("an absolute user", REQUEST_MALFORMED, "GET http://a@b/ HTTP/1.1|Host: a||"),
        refused("no absolute path", REQUEST_MALFORMED, "GET http://a HTTP/1.1|Host: a||"),
        refused("another scheme", REQUEST_MALFORMED, "GET file:///etc HTTP/1.1|Host: a||"));
  }

  private static Stream<Hostile> framing() {
    String post = "POST / HTTP/1.1|Host: a|";
    String chunked = "|5|hello|0||";
    return Stream.of(
        refused(
            "chunked, folded", REQUEST_MALFORMED, post + "Transfer-Encoding:| chunked|" + chunked),
        refused(
            "chunked with a fold",
            REQUEST_MALFORMED,
            post + "Transfer-Encoding: chunked| x|" + chunked),
        refused(
            "chunked in a fold",
            REQUEST_MALFORMED,
            post + "Transfer-Encoding: x| chunked|" + chunked),
        refused("another coding", REQUEST_MALFORMED, post + "Transfer-Encoding: identity||"),
        refused(
            "two codings", REQUEST_MALFORMED, post + "Transfer-Encoding: gzip, chunked|" + chunked),
        refused(
            "a made-up coding",
            REQUEST_MALFORMED,
            post + "Transfer-Encoding: chunked, xchunked|" + chunked),
        refused(
            "chunked twice",
            REQUEST_MALFORMED,
            post + "Transfer-Encoding: chunked|Transfer-Encoding: chunked|" + chunked),
        refused(
            "a blank before the colon",
            REQUEST_MALFORMED,
            post + "Transfer-Encoding : chunked|" + chunked),
        refused(
            "a vertical tab",
            REQUEST_MALFORMED,
            post + "Transfer-Encoding: \u000bchunked|" + chunked),
        refused(
            "chunked and a length",
            REQUEST_MALFORMED,
            post + "Transfer-Encoding: chunked|Content-Length: 5|" + chunked),
        refused(
            "two lengths", REQUEST_MALFORMED, post + "Content-Length: 5|Content-Length: 6||hello"),
        refused(
            "the same length twice",
            REQUEST_MALFORMED,
            post + "Content-Length: 5|Content-Length: 5||hello"),
        refused("a list of lengths", REQUEST_MALFORMED, post + "Content-Length: 5, 5||hello"),
        refused("a length with a sign", REQUEST_MALFORMED, post + "Content-Length: +5||hello"),
        refused("a negative length", REQUEST_MALFORMED, post + "Content-Length: -5||hello"),
        refused(
            "a length that overflows",
            REQUEST_MALFORMED,
            post + "Content-Length: 99999999999999999999||hello"),
        refused("bare line feeds", REQUEST_MALFORMED, "GET / HTTP/1.1\nHost: a\n\n"),
        refused("a NUL in a header", REQUEST_MALFORMED, "GET / HTTP/1.1|Host: a|X: a\0b||"),
        refused("HTTP/0.9", REQUEST_MALFORMED, "GET /|"),
        refused("no HTTP at all", REQUEST_MALFORMED, "hello||"),
        refused("HTTP/3 on TCP", REQUEST_MALFORMED, "GET / HTTP/3.0|Host: a||"),
        refused(
            "HTTP/2 in clear text", REQUEST_MALFORMED, "PRI * HTTP/2.0||SM||\0\0\0\4\0\0\0\0\0"));
  }

  private static Stream<Hostile> targets() {
    return Stream.of(
            "/a%00b",
            "/a%2fb",
            "/a%2Fb",
            "/a%5cb",
            "/a%5Cb",
            "/a%252e",
            "/%",
            "/%4",
            "/%zz",
            "/a;b",
            "/a//b",
            "//a",
            "/a//",
            "/.",
            "/..",
            "/a/./b",
            "/a/../b",
            "/a/..",
            "/%2e",
            "/%2e%2e/a",
            "/.%2e/a",
            "/a/%2E/b",
            "/a\\b",
            "/a#b",
            "/a?b#c",
            "/a?b=%",
            "/a?b=%g0",
            "/ä",
            "/a\u007f")
        .map(target -> refused(target, PATH_MALFORMED, "GET " + target + " HTTP/1.1|Host: a||"));
  }

  private static Stream<Hostile> methods() {
    return Stream.of(
        refused("TRACE", METHOD_NOT_ALLOWED, "TRACE / HTTP/1.1|Host: a||"),
        refused("CONNECT", METHOD_NOT_ALLOWED, "CONNECT a:80 HTTP/1.1|Host: a:80||"),
        refused("PUT", METHOD_NOT_ALLOWED, "PUT / HTTP/1.1|Host: a|Content-Length: 0||"),
        refused("a made-up method", METHOD_NOT_ALLOWED, "BREW / HTTP/1.1|Host: a||"),
        refused("a method in lower case", METHOD_NOT_ALLOWED, "get / HTTP/1.1|Host: a||"),
        refused("* with GET", REQUEST_MALFORMED, "GET * HTTP/1.1|Host: a||"));
  }

  private static Stream<Hostile> sizes() {
    String post = "POST / HTTP/1.1|Host: a|";
    return Stream.of(
        refused("a long line", URI_TOO_LONG, "GET /" + "a".repeat(5_000) + " HTTP/1.1|Host: a||"),
        refused(
            "a large header",
            HEADERS_TOO_LARGE,
            "GET / HTTP/1.1|Host: a|X: " + "a".repeat(9_000) + "||"),
        refused(
            "many fields",
            HEADERS_TOO_LARGE,
            "GET / HTTP/1.1|Host: a|" + "X: 1|".repeat(100) + "|"),
        refused(
            "a large body",
            BODY_TOO_LARGE,
            post + "Content-Length: 2000000||" + "a".repeat(10_000)),
        refused(
            "10 GiB to come",
            BODY_TOO_LARGE,
            post + "Expect: 100-continue|Content-Length: 10737418240||"),
        refused(
            "another expectation",
            EXPECTATION_FAILED,
            post + "Expect: tea|Content-Length: 5||hello"));
  }

  private static Hostile refused(String name, FaultCode fault, String request) {
    return new Hostile(name, fault, request.replace("|", "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void areAnsweredAndNothingAfterThemIsBelieved(Hostile hostile) {
    long before = front.faults.total(hostile.fault());
    try (RawClient client = front.connect()) {
      String answer = client.send(hostile.request() + SECOND).readToEnd(WAIT);
      assertThat(answer)
          .matches("(?s)HTTP/1\\.[01] " + hostile.fault().httpStatus() + " .*")
          .containsOnlyOnce("HTTP/1.")
          .containsIgnoringCase("connection: close")
          .containsIgnoringCase("cache-control: no-store")
          .containsPattern("X-Request-Id: [0-9a-f]{16}\r\n")
          .contains(hostile.fault() + ": " + hostile.fault().sentence())
          .doesNotContain("…");
    }
    assertThat(front.reached).isEmpty();
    assertThat(front.faults.total(hostile.fault())).isEqualTo(before + 1);
  }

  @Test
  void areRefusedAlsoBehindAGoodRequest() {
    String good = "GET /first HTTP/1.1\r\nHost: a\r\n\r\n";
    String bad = "GET /%2f HTTP/1.1\r\nHost: a\r\n\r\n";
    try (RawClient client = front.connect()) {
      assertThat(client.send(good + bad + SECOND).readToEnd(WAIT))
          .startsWith("HTTP/1.1 200 OK")
          .contains("HTTP/1.1 400 ")
          .doesNotContain("…");
    }
    assertThat(front.reached).containsExactly("GET /first");
  }

  @Test
  void withABodyThatNeverEndsAreStoppedAtTheLimit() {
    String chunk = "10000\r\n" + "a".repeat(65_536) + "\r\n";
    try (RawClient client = front.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      assertThat(client.send(chunk.repeat(17)).readToEnd(WAIT))
          .startsWith("HTTP/1.1 413 ")
          .contains("BODY_TOO_LARGE")
          .doesNotContain("…");
    }
  }

  @Test
  void asJsonForWhoeverAsksForIt() {
    try (RawClient client = front.connect()) {
      String answer =
          client
              .send("TRACE / HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n\r\n")
              .readToEnd(WAIT);
      assertThat(answer)
          .contains("content-type: application/json")
          .contains("allow: GET, HEAD, OPTIONS, POST\r\n")
          .containsPattern(
              "\\{\"code\":\"METHOD_NOT_ALLOWED\",\"message\":\"[^\"]+\",\"requestId\":\"[0-9a-f]{16}\"}$");
    }
  }
}
