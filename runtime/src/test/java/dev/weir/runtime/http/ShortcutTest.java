package dev.weir.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.Soon;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which requests a shortcut is asked about, and that it changes nothing for the others. */
@Timeout(30)
final class ShortcutTest {

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final LongAdder TAKEN = new LongAdder();

  private FrontUnderTest front;
  private RawClient client;

  @BeforeEach
  void start() {
    TAKEN.reset();
    front = new FrontUnderTest(HttpLimits.DEFAULTS, ShortcutTest::application);
    client = front.connect();
  }

  @AfterEach
  void stop() {
    client.close();
    front.close();
  }

  /** Offers a shortcut to everything under /short/, which says "short" instead of "long". */
  private static void application(HttpServerRequest request) {
    Shortcuts.offer(
        request,
        () ->
            target ->
                target.startsWith("/short/")
                    ? new ShortAnswer(
                        "content-length: 5\r\n",
                        Unpooled.copiedBuffer("short", StandardCharsets.US_ASCII),
                        5,
                        TAKEN::add)
                    : null);
    request.response().end("long");
  }

  @Test
  void theSameHeaderAgainIsAnsweredInShort() {
    String answers = ask(get("/short/1", ""), get("/short/2", ""), get("/short/3", ""));
    assertThat(front.reached).containsExactly("GET /short/1");
    assertThat(count(answers, "short")).isEqualTo(2);
    assertThat(count(answers, "X-Request-Id: [0-9a-f]{16}\r\n")).isEqualTo(3);
    assertThat(count(answers, "HTTP/1.1 200 OK\r\n")).isEqualTo(3);
    Soon.until("both bodies were taken", () -> TAKEN.sum() == 10);
  }

  @Test
  void anotherHeaderIsNot() {
    ask(
        get("/short/1", ""),
        get("/short/2", "Accept: */*\r\n"),
        get("/short/3", "Accept: text/plain\r\n"),
        get("/short/4", "Accept: */*\r\nAccept: */*\r\n"),
        get("/short/5", ""));
    assertThat(front.reached).hasSize(5);
  }

  @Test
  void aHeaderThatMeansMoreIsNeverAModel() {
    for (String field :
        new String[] {
          "Range: bytes=0-1\r\n",
          "If-None-Match: \"a\"\r\n",
          "If-Modified-Since: x\r\n",
          "Content-Length: 0\r\n",
        }) {
      ask(get("/short/1", field), get("/short/2", field));
    }
    assertThat(front.reached).hasSize(8);
  }

  @Test
  void onlyGetOverHttp11IsAsked() {
    ask(get("/short/1", ""));
    ask(get("/short/2", "").replace("GET", "HEAD"));
    assertThat(front.reached).containsExactly("GET /short/1", "HEAD /short/2");
    assertThat(ask(get("/short/3", "").replace("HTTP/1.1", "HTTP/1.0"))).contains("long");
    assertThat(front.reached).hasSize(3);
  }

  @Test
  void whatTheShortcutLeavesGoesTheOrdinaryWay() {
    String answers = ask(get("/short/1", ""), get("/other", ""), get("/short/2", ""));
    assertThat(front.reached).containsExactly("GET /short/1", "GET /other");
    assertThat(answers.indexOf("short")).isGreaterThan(answers.lastIndexOf("long"));
  }

  @Test
  void aHostileTargetIsRefusedAsEver() {
    String answers = ask(get("/short/1", ""), get("/other/../x", ""));
    assertThat(answers).contains("400 Bad Request").contains("PATH_MALFORMED");
  }

  @Test
  void aConnectionThatWasAnsweredInShortStillEndsWhenItIsIdle() {
    HttpLimits limits = brief(Duration.ofMillis(300));
    try (FrontUnderTest other = new FrontUnderTest(limits, ShortcutTest::application);
        RawClient idle = other.connect()) {
      String answers =
          idle.send(get("/short/1", "") + get("/short/2", "")).readToEnd(Duration.ofSeconds(5));
      assertThat(answers).contains("short").doesNotContain("…open");
    }
  }

  private static HttpLimits brief(Duration idleKeepAlive) {
    HttpLimits usual = HttpLimits.DEFAULTS;
    return new HttpLimits(
        usual.requestLineBytes(),
        usual.headerBytes(),
        usual.headerFields(),
        usual.bodyBytes(),
        usual.formFields(),
        usual.headerDeadline(),
        usual.bodyDeadline(),
        idleKeepAlive,
        usual.handshakeDeadline(),
        usual.vanished());
  }

  private static String get(String path, String fields) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
  }

  private String ask(String... requests) {
    return client.send(String.join("", requests)).readToEnd(SHORT);
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
