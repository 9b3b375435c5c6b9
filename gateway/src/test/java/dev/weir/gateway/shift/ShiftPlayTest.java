package dev.weir.gateway.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.shift.ShiftSlice;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Viewers go back in a stream by the rules and sessions of its live picture. */
@Timeout(90)
final class ShiftPlayTest {

  private static final StreamAddress STREAM = Rules.stream("demo01");
  private static final String PATH = "/live/demo01.m3u8";
  private static final Duration WINDOW = Duration.ofHours(24);

  @TempDir private static Path files;
  private static GatewayUnderTest gateway;
  private static Web web;
  private static long beginMs;

  /** Forty minutes in the store, and two that it does not have yet. */
  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    gateway.policies().put(Rules.goingBack(WINDOW));
    web = Web.of(gateway);
    beginMs = System.currentTimeMillis() - 41 * 60_000L;
    long number = beginMs / 1_000;
    List<ShiftSlice> slices = Past.minutes(beginMs, number, 42);
    Past.store(gateway.objects(), files, STREAM, slices.subList(0, 40), "node-1");
    for (ShiftSlice slice : slices.subList(40, 42)) {
      Path file = Files.write(files.resolve(slice.id() + ".mp4"), Past.bytes(slice));
      gateway.shifts().put(STREAM, slice, Map.of(TrackKind.VIDEO, file, TrackKind.AUDIO, file));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  private static String find(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pattern + " in\n" + text));
  }

  private static String video(String query) {
    String multivariant = web.text(Rules.sign(PATH) + "&" + query);
    return "/live/" + find(multivariant, "^(~\\S+video\\.m3u8\\S+)$");
  }

  private static String code(HttpResponse<byte[]> answer) {
    return Web.body(answer).replaceFirst("(?s):.*", "");
  }

  @Test
  void aStreamIsPlayedAsItWasAndGoesOn() {
    String multivariant = web.text(Rules.sign(PATH) + "&offset=1800");
    assertThat(multivariant)
        .contains("CODECS=\"avc1.42c01e,mp4a.40.2\"", "RESOLUTION=640x360", "audio.m3u8?offset=");
    String path = video("offset=1800");

    String playlist = web.text(path);

    assertThat(playlist).doesNotContain("#EXT-X-ENDLIST").contains("#EXT-X-PROGRAM-DATE-TIME:");
    long first = Instant.parse(find(playlist, "PROGRAM-DATE-TIME:(.*)")).toEpochMilli();
    double offset = Double.parseDouble(find(playlist, "TIME-OFFSET=([0-9.]+)"));
    assertThat(System.currentTimeMillis() - first - Math.round(offset * 1_000))
        .isBetween(1_795_000L, 1_815_000L);
    int listed = Pattern.compile("#EXTINF").matcher(playlist).results().toList().size();
    assertThat(listed).isBetween(5, 12);
  }

  @Test
  void segmentsComeFromTheStoreAndFromTheNode() {
    for (String query : List.of("offset=1200", "offset=70")) {
      String path = video(query);
      String playlist = web.text(path);
      MatchResult segment =
          Pattern.compile("#EXT-X-BYTERANGE:(\\d+)@(\\d+)\n(\\S+)")
              .matcher(playlist)
              .results()
              .findFirst()
              .orElseThrow();
      long from = Long.parseLong(segment.group(2));
      long to = from + Long.parseLong(segment.group(1)) - 1;
      String file = path.replaceFirst("video\\.m3u8.*", segment.group(3));

      HttpResponse<byte[]> media = web.get(file, "Range", "bytes=%d-%d".formatted(from, to));

      assertThat(media.statusCode()).as(query).isEqualTo(206);
      byte number = (byte) Long.parseLong(find(playlist, "MEDIA-SEQUENCE:(\\d+)"));
      assertThat(media.body()).hasSize(Past.SEGMENT_BYTES).containsOnly(number);
      assertThat(web.get(file.replace("/live/", "/other/")).statusCode()).isNotEqualTo(200);
    }
  }

  /** A player fetches one segment after the other over its connection, from the store or a node. */
  @Test
  void severalRangesOfOneConnectionAreAnsweredOneAfterTheOther() throws IOException {
    for (String query : List.of("offset=1200", "offset=70")) {
      String path = video(query);
      List<MatchResult> segments =
          Pattern.compile("#EXT-X-BYTERANGE:(\\d+)@(\\d+)\n(\\S+)")
              .matcher(web.text(path))
              .results()
              .limit(3)
              .toList();
      List<byte[]> bodies = new ArrayList<>();
      try (Socket socket = new Socket("localhost", gateway.port())) {
        for (MatchResult segment : segments) {
          String file = path.replaceFirst("video\\.m3u8.*", segment.group(3));
          bodies.add(range(socket, file, Long.parseLong(segment.group(2))));
        }
      }

      assertThat(bodies).as(query).hasSize(3);
      for (int i = 1; i < bodies.size(); i++) {
        assertThat(bodies.get(i)).as(query).containsOnly(bodies.getFirst()[0] + i);
      }
    }
  }

  /** Asks for a segment, and reads as much as the answer says that it has. */
  private static byte[] range(Socket socket, String path, long from) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nRange: bytes=%d-%d\r\n\r\n"
            .formatted(path, gateway.port(), from, from + Past.SEGMENT_BYTES - 1);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 206 ");
    int length = Integer.parseInt(find(head.toString(), "(?i)^content-length: (\\d+)"));
    assertThat(length).isEqualTo(Past.SEGMENT_BYTES);
    return socket.getInputStream().readNBytes(length);
  }

  @Test
  void whatIsOverIsListedWhole() {
    long startS = beginMs / 1_000 + 600;

    String playlist = web.text(video("start=%d&end=%d".formatted(startS, startS + 300)));

    assertThat(playlist).contains("#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-ENDLIST");
    assertThat(Pattern.compile("#EXTINF").matcher(playlist).results().count())
        .isBetween(150L, 151L);
  }

  @Test
  void refusalsSayWhatIsWrong() {
    long nowS = System.currentTimeMillis() / 1_000;
    String signed = Rules.sign(PATH) + "&";

    assertThat(code(web.get(signed + "offset=90000"))).isEqualTo("SHIFT_BEYOND_WINDOW");
    assertThat(code(web.get(signed + "start=" + (nowS + 600)))).isEqualTo("SHIFT_IN_FUTURE");
    assertThat(code(web.get(signed + "start=now"))).isEqualTo("SHIFT_TIME_MALFORMED");
    assertThat(code(web.get(Rules.sign("/live/demo02.m3u8") + "&offset=60")))
        .isEqualTo("SHIFT_EMPTY");
    String whole = video("start=%d&end=%d".formatted(nowS - 600, nowS));
    assertThat(code(web.get(whole.replaceFirst("start=[0-9.]+", "start=" + (nowS - 30_000)))))
        .isEqualTo("SHIFT_TOO_LONG");
    assertThat(web.get(PATH + "?offset=60").statusCode()).isEqualTo(403);
  }

  @Test
  void beforeTheFirstSegmentItBeginsWithIt() {
    String playlist = web.text(video("offset=7200"));

    assertThat(find(playlist, "PROGRAM-DATE-TIME:(.*)"))
        .isEqualTo(Instant.ofEpochMilli(beginMs).toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"));
  }

  @Test
  void theTimelineTellsWhatThereIs() {
    String path =
        Rules.sign("/openapi/timeline/query")
            + "&aliyunols=on&app=live&stream=demo01&format=ts&lhs_start_unix_s_0=%d"
                .formatted(beginMs / 1_000 - 3_000);

    JsonObject told = new JsonObject(web.text(path));

    assertThat(told.getInteger("retCode")).isZero();
    assertThat(told.getString("description")).isEqualTo("success");
    JsonObject content = told.getJsonObject("content");
    assertThat(content.getLong("current")).isPositive();
    assertThat(content.getJsonArray("timeline")).hasSize(1);
    JsonObject run = content.getJsonArray("timeline").getJsonObject(0);
    assertThat(run.getLong("start")).isEqualTo(beginMs / 1_000);
    assertThat(run.getLong("end")).isBetween(beginMs / 1_000 + 2_400, beginMs / 1_000 + 2_520);
    String own = video("offset=60").replaceFirst("video\\.m3u8.*", "timeline.json");
    assertThat(new JsonObject(web.text(own)).getJsonArray("runs")).hasSize(1);
  }

  @Test
  void whoGoesBackIsCountedAsAViewer() {
    web.text(video("offset=300"));

    assertThat(gateway.census().viewers(Rules.SIGNED)).isPositive();
  }
}
