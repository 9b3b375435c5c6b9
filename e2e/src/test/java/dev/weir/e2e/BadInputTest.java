package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.Signed;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.Continuity;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.testkit.ffmpeg.Running;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input gets a clear end, with a code that is counted, and harms nobody: a neighbour stream
 * plays through all of it, and the class ends with a look at what its viewer got.
 */
@ExtendWith(SharedWeir.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class BadInputTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final Duration DEADLINE_OF_A_PHASE = Duration.ofSeconds(10);
  private static final Duration DEADLINE_LIMIT = Duration.ofSeconds(15);
  private static final int VALIDITY_S = 1800;
  private static final int PUSH_VALIDITY_S = 31 * 24 * 3600;

  private Path folder;

  private WeirProcess weir;
  private Quickstart quickstart;
  private Running neighbour;
  private FlvViewer neighboursViewer;

  @BeforeAll
  void startTheNeighbour(WeirProcess running, @TempDir Path temporary) {
    folder = temporary;
    weir = running;
    quickstart = weir.quickstart();
    Path file = Source.h264AndAac().draw(folder, "neighbour", 30);
    neighbour = Encoder.loop(file, quickstart.pushUrl("neighbour"));
    quickstart.awaitLive("neighbour");
    neighboursViewer = FlvViewer.open(quickstart.playUrl("neighbour.flv"));
  }

  @AfterAll
  void theNeighbourNoticedNothing() {
    neighbour.close();
    Continuity.holds(neighboursViewer);
    neighboursViewer.close();
  }

  private void isCounted(String code, Runnable offence) {
    long before = weir.metrics().faults(code);
    offence.run();
    await("a count of " + code).atMost(AT_ONCE).until(() -> weir.metrics().faults(code) > before);
  }

  // Who may not: over RTMP

  static Stream<Arguments> badUrls() {
    return Stream.of(
        Arguments.of("SIGNATURE_MISSING", ""),
        Arguments.of("SIGNATURE_MALFORMED", "auth_key=nonsense"),
        Arguments.of("SIGNATURE_WRONG", "wrong"),
        Arguments.of("SIGNATURE_EXPIRED", "expired"));
  }

  /** The query of a bad URL; words stand for what must be computed. */
  private static String query(String path, String key, String kind, int validitySeconds) {
    long now = System.currentTimeMillis() / 1000;
    return switch (kind) {
      case "wrong" -> Signed.query(path, "not-" + key, now);
      case "expired" -> Signed.query(path, key, now - validitySeconds - 60);
      default -> kind;
    };
  }

  @ParameterizedTest
  @MethodSource("badUrls")
  void refusesAPushThatIsNotSignedWell(String code, String kind) {
    String query = query("/live/bad", quickstart.text("pushKey"), kind, PUSH_VALIDITY_S);
    String url = quickstart.rtmp() + "/live/bad?" + query;
    isCounted(
        code,
        () -> {
          try (RawRtmp client = RawRtmp.connect(url)) {
            client.publish(url);
            client.awaitText(code, AT_ONCE);
            client.awaitClose(AT_ONCE);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("badUrls")
  void refusesAnRtmpPlayThatIsNotSignedWell(String code, String kind) {
    String query = query("/live/neighbour", quickstart.text("playKey"), kind, VALIDITY_S);
    String url = quickstart.rtmp() + "/live/neighbour?" + query;
    isCounted(
        code,
        () -> {
          try (RawRtmp client = RawRtmp.connect(url)) {
            client.play(url);
            client.awaitText(code, AT_ONCE);
          }
        });
  }

  @Test
  void refusesAPushToAnUnknownDomain() {
    isCounted(
        "DOMAIN_UNKNOWN",
        () -> {
          try (RawRtmp client = RawRtmp.shakeHands(quickstart.number("rtmpPort"))) {
            client.connect("nobody.example", "live");
            client.publish("rtmp://nobody.example/live/bad?auth_key=1-0-0-0");
            client.awaitText("DOMAIN_UNKNOWN", AT_ONCE);
          }
        });
  }

  @Test
  void refusesAPushToAnUnknownApp() {
    String path = "/nowhere/bad";
    String url = quickstart.rtmp() + path + "?" + Signed.query(path, quickstart.text("pushKey"));
    isCounted(
        "APP_UNKNOWN",
        () -> {
          try (RawRtmp client = RawRtmp.connect(url)) {
            client.publish(url);
            client.awaitText("APP_UNKNOWN", AT_ONCE);
          }
        });
  }

  @Test
  void refusesAPlayOfAStreamThatIsNotLive() {
    String url = quickstart.rtmpUrl("nobody");
    isCounted(
        "STREAM_NOT_LIVE",
        () -> {
          try (RawRtmp client = RawRtmp.connect(url)) {
            client.play(url);
            client.awaitText("NetStream.Play.StreamNotFound", AT_ONCE);
          }
        });
  }

  @Test
  void refusesANameThatIsNone() {
    String path = "/live/..";
    String url =
        quickstart.rtmp() + "/live/%2e%2e?" + Signed.query(path, quickstart.text("pushKey"));
    isCounted(
        "NAME_INVALID",
        () -> {
          try (RawRtmp client = RawRtmp.connect(url)) {
            client.publish(url);
            client.awaitText("NAME_INVALID", AT_ONCE);
          }
        });
  }

  // Who may not: over HTTP

  private static HttpResponse<String> isRefused(URI uri, int status, String code) {
    HttpResponse<String> answer = Web.get(uri);
    assertThat(answer.statusCode()).as("%s: %s", uri, answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(code);
    assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    return answer;
  }

  @ParameterizedTest
  @MethodSource("badUrls")
  void refusesAPlayThatIsNotSignedWell(String code, String kind) {
    for (String extension : List.of(".flv", ".m3u8", ".html")) {
      String path = "/live/neighbour" + extension;
      String query = query(path, quickstart.text("playKey"), kind, 25 * 3600);
      URI uri = URI.create(quickstart.http() + path + (query.isEmpty() ? "" : "?" + query));
      isCounted(code, () -> isRefused(uri, 403, code));
    }
  }

  @Test
  void aSignatureForOneFormIsNoneForAnother() {
    String query = URI.create(quickstart.playUrl("neighbour.m3u8").toString()).getRawQuery();
    isRefused(
        URI.create(quickstart.http() + "/live/neighbour.flv?" + query), 403, "SIGNATURE_WRONG");
  }

  @Test
  void refusesAForgedSession() {
    isRefused(
        URI.create(quickstart.http() + "/live/~AAAAAAAAAAAAAAAAAAAAAAAA/neighbour.m3u8"),
        403,
        "SESSION_INVALID");
  }

  @Test
  void anUnknownDomainIsForbiddenAndAnUnknownAppOrStreamIsNotFound() {
    String byAddress =
        quickstart.playUrl("neighbour.flv").toString().replace("localhost", "127.0.0.1");
    isRefused(URI.create(byAddress), 403, "DOMAIN_UNKNOWN");
    String path = "/nowhere/neighbour.flv";
    String query = Signed.query(path, quickstart.text("playKey"));
    isRefused(URI.create(quickstart.http() + path + "?" + query), 404, "APP_UNKNOWN");
    isRefused(quickstart.playUrl("nobody.flv"), 404, "STREAM_NOT_LIVE");
    isRefused(quickstart.playUrl("nobody.m3u8"), 404, "STREAM_NOT_LIVE");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "/live/%2e%2e/neighbour.flv",
        "/live//neighbour.flv",
        "/live/neigh%00bour.flv",
        "/live%2fneighbour.flv",
        "/live/neighbour%5c.flv",
        "/live/neighbour;a=b.flv"
      })
  void refusesAPathThatMeansTwoThings(String path) {
    URI uri = URI.create(quickstart.http() + path);
    assertThat(Web.get(uri).statusCode()).as(path).isEqualTo(400);
  }

  // Who does not speak the protocol

  static Stream<Arguments> brokenSpeech() {
    return Stream.of(
        speech(
            "RTMP_HANDSHAKE_MALFORMED", false, client -> client.write(ascii("GET / HTTP/1.1\r\n"))),
        speech("RTMP_CHUNK_SIZE_INVALID", true, client -> chunkSize(client, 0)),
        speech("RTMP_CHUNK_SIZE_INVALID", true, client -> chunkSize(client, 0x80000000)),
        speech("RTMP_CHUNK_SIZE_INVALID", true, client -> chunkSize(client, 1)),
        speech(
            "RTMP_CONTROL_MALFORMED",
            true,
            client -> client.message(2, RawRtmp.SET_CHUNK_SIZE, 0, new byte[3])),
        speech("RTMP_AMF_MALFORMED", true, client -> client.nestedWithoutEnd(10_000)),
        speech(
            "RTMP_MESSAGE_TOO_LARGE",
            true,
            client -> client.write(RawRtmp.header(3, RawRtmp.COMMAND, 0, 0xFFFFFF))),
        speech(
            "RTMP_MESSAGE_TOO_LARGE",
            true,
            client -> client.write(RawRtmp.header(4, RawRtmp.VIDEO, 1, 0xFFFFFF))),
        speech("RTMP_CHUNK_MALFORMED", true, client -> client.write(new byte[] {(byte) 0xC5})),
        speech("RTMP_CHUNK_STREAMS_EXCEEDED", true, BadInputTest::manyChunkStreams));
  }

  private static Arguments speech(String code, boolean handshake, Consumer<RawRtmp> offence) {
    return Arguments.of(code, handshake, offence);
  }

  private static byte[] ascii(String text) {
    return text.repeat(100).getBytes(StandardCharsets.US_ASCII);
  }

  private static void chunkSize(RawRtmp client, int size) {
    byte[] body = {(byte) (size >> 24), (byte) (size >> 16), (byte) (size >> 8), (byte) size};
    client.message(2, RawRtmp.SET_CHUNK_SIZE, 0, body);
  }

  private static void manyChunkStreams(RawRtmp client) {
    for (int id = 0; id < 100; id++) {
      byte[] header = RawRtmp.header(0, RawRtmp.COMMAND, 0, 1000);
      client.write(new byte[] {0, (byte) id});
      client.write(java.util.Arrays.copyOfRange(header, 1, header.length));
      client.write(new byte[128]);
    }
  }

  @ParameterizedTest
  @MethodSource("brokenSpeech")
  void closesAConnectionThatBreaksTheProtocol(
      String code, boolean handshake, Consumer<RawRtmp> offence) {
    int port = quickstart.number("rtmpPort");
    isCounted(
        code,
        () -> {
          try (RawRtmp client = handshake ? RawRtmp.shakeHands(port) : RawRtmp.open(port)) {
            offence.accept(client);
            client.awaitClose(AT_ONCE);
          }
        });
  }

  // Who goes to sleep

  @Test
  void closesWhoNeverFinishesTheHandshake() {
    isCounted(
        "RTMP_HANDSHAKE_TIMEOUT",
        () -> {
          try (RawRtmp client = RawRtmp.open(quickstart.number("rtmpPort"))) {
            client.write(new byte[] {3, 0, 0});
            assertThat(client.awaitClose(DEADLINE_LIMIT))
                .isGreaterThan(DEADLINE_OF_A_PHASE.minusSeconds(1));
          }
        });
  }

  @Test
  void closesAPublisherThatSendsHalfAMessageAndSleeps() {
    String url = quickstart.pushUrl("sleeper");
    isCounted(
        "PUBLISHER_SILENT",
        () -> {
          try (RawRtmp client = RawRtmp.connect(url)) {
            client.publish(url);
            client.awaitText("NetStream.Publish.Start", AT_ONCE);
            client.message(4, RawRtmp.VIDEO, 1, new byte[] {0x17, 0, 0, 0, 0});
            client.write(RawRtmp.header(4, RawRtmp.VIDEO, 1, 5000));
            client.write(new byte[100]);
            client.awaitClose(DEADLINE_LIMIT.multipliedBy(2));
          }
        });
  }
}
