package dev.weir.gateway.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Web;
import dev.weir.media.flv.FlvTag;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Segments as files: what they are, in whole and in part, and for how long they are there. */
@Timeout(90)
final class SegmentFileTest {

  private static final String SEGMENT = "video-\\d+\\.m4s";

  private static GatewayUnderTest gateway;
  private static Web web;
  private static Playback playback;
  private static String segment;
  private static byte[] bytes;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    gateway.push("demo01").send(Clip.avcAac().until(8_000));
    playback = Playback.open(web, "demo01");
    segment = playback.lines("video.m3u8", SEGMENT).getFirst();
    bytes = playback.get(segment).body();
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  @Test
  void filesHaveTypeLengthAndALongLife() {
    String ts = playback.lines("ts.m3u8", "\\d+\\.ts").getFirst();
    assertFile("video-init-1.mp4", "video/mp4");
    assertFile("audio-init-1.mp4", "audio/mp4");
    assertFile(segment, "video/mp4");
    assertFile("audio" + segment.substring(5), "audio/mp4");
    assertFile("video-part-1.m4s", "video/mp4");
    assertFile(ts, "video/mp2t");
  }

  private static void assertFile(String file, String type) {
    HttpResponse<byte[]> answer = playback.get(file);
    assertThat(answer.statusCode()).as(file).isEqualTo(200);
    assertThat(Web.header(answer, "content-type")).as(file).isEqualTo(type);
    assertThat(Web.header(answer, "content-length")).isEqualTo("" + answer.body().length);
    assertThat(Web.header(answer, "cache-control")).isEqualTo("public, max-age=600, immutable");
    assertThat(Web.header(answer, "accept-ranges")).isEqualTo("bytes");
    assertThat(answer.body()).isNotEmpty();

    HttpResponse<byte[]> head = web.send("HEAD", playback.path(file));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(Web.header(head, "content-length")).isEqualTo("" + answer.body().length);

    String tag = Web.header(answer, "etag");
    assertThat(playback.get(file, "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void aRangeGetsItsBytes() {
    int size = bytes.length;
    assertRange("bytes=0-0", 0, 1);
    assertRange("bytes=10-99", 10, 90);
    assertRange("bytes=" + (size - 5) + "-", size - 5, 5);
    assertRange("bytes=-7", size - 7, 7);
    assertRange("bytes=5-999999999", 5, size - 5);
    assertRange("bytes=-999999999", 0, size);
  }

  private static void assertRange(String range, int first, int length) {
    HttpResponse<byte[]> answer = playback.get(segment, "Range", range);
    assertThat(answer.statusCode()).as(range).isEqualTo(206);
    assertThat(answer.body()).as(range).isEqualTo(Arrays.copyOfRange(bytes, first, first + length));
    assertThat(Web.header(answer, "content-range"))
        .isEqualTo("bytes " + first + "-" + (first + length - 1) + "/" + bytes.length);
    assertThat(Web.header(answer, "content-length")).isEqualTo("" + length);
  }

  @Test
  void aRangeThatIsNoneGetsTheWhole() {
    for (String range :
        List.of("bytes=9-1", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=")) {
      HttpResponse<byte[]> answer = playback.get(segment, "Range", range);
      assertThat(answer.statusCode()).as(range).isEqualTo(200);
      assertThat(answer.body()).hasSize(bytes.length);
    }
    String other = "\"another\"";
    assertThat(playback.get(segment, "Range", "bytes=0-1", "If-Range", other).statusCode())
        .isEqualTo(200);
    String tag = Web.header(playback.get(segment), "etag");
    assertThat(playback.get(segment, "Range", "bytes=0-1", "If-Range", tag).statusCode())
        .isEqualTo(206);
  }

  @Test
  void aRangeOutsideIsRefused() {
    for (String range : List.of("bytes=" + bytes.length + "-", "bytes=-0")) {
      HttpResponse<byte[]> answer = playback.get(segment, "Range", range);
      assertThat(answer.statusCode()).as(range).isEqualTo(416);
      assertThat(Web.header(answer, "content-range")).isEqualTo("bytes */" + bytes.length);
    }
  }

  @Test
  void goneIsNotUnknown() {
    Push push = gateway.push("long").send(Clip.avcAac().tags());
    Playback view = Playback.open(web, "long");
    long first = Playback.number(view.text("video.m3u8"), "#EXT-X-MEDIA-SEQUENCE");
    push.interrupt().resume().send(Clip.avcAac().tags()).interrupt().resume();
    push.send(Clip.avcAac().tags());

    assertThat(view.get("video-" + (first - 100) + ".m4s").statusCode()).isEqualTo(404);
    long oldest = Playback.number(view.text("video.m3u8"), "#EXT-X-MEDIA-SEQUENCE");
    assertThat(oldest).isGreaterThan(first + 10);
    assertThat(view.get("video-part-1.m4s").statusCode()).isEqualTo(410);
    assertThat(view.get("video-" + first + ".m4s").statusCode()).isEqualTo(410);
    assertThat(view.get(first + ".ts").statusCode()).isEqualTo(410);
    assertThat(view.get("video-" + (oldest - 1) + ".m4s").statusCode())
        .as("a segment that left the playlist just now can still be fetched")
        .isEqualTo(200);
    assertThat(view.get("video-" + (oldest + 500) + ".m4s").statusCode()).isEqualTo(404);
    assertThat(view.get("video-1.m4s").statusCode()).isEqualTo(404);
    assertThat(view.get("video-init-9.mp4").statusCode()).isEqualTo(404);
    assertThat(view.get("video-0" + oldest + ".m4s").statusCode()).isEqualTo(404);
  }

  @Test
  void ffprobeReadsWhatWasPushedInEitherContainer() {
    List<FlvTag> pushed = Clip.avcAac().until(8_000);
    long frames = pushed.stream().filter(FlvTag::isCodedFrame).count();
    for (String container : List.of("cmaf", "ts")) {
      // The stream has ended: its playlists are read through a session that was there before.
      List<Packet> packets = packetsOfEnded("vod-" + container, container, pushed);
      assertThat(packets.size()).as(container).isBetween((int) frames - 3, (int) frames);
      assertThat(Packet.only("video", packets)).hasSizeGreaterThan(190);
    }
  }

  private static List<Packet> packetsOfEnded(String name, String container, List<FlvTag> tags) {
    Push push = gateway.push(name).send(tags);
    Playback view = Playback.open(web, name, "&container=" + container);
    push.end();
    List<Packet> packets = new ArrayList<>();
    if (container.equals("ts")) {
      packets.addAll(Packet.read(web.uri(view.path("ts.m3u8")).toString()));
    } else {
      packets.addAll(Packet.read(web.uri(view.path("video.m3u8")).toString()));
      packets.addAll(Packet.read(web.uri(view.path("audio.m3u8")).toString()));
    }
    return packets;
  }

  @Test
  void theMemoryOfAnAnswerComesBackWhenTheViewerHangsUp() throws Exception {
    try (GatewayUnderTest own = GatewayUnderTest.start();
        Web ownWeb = Web.of(own)) {
      Push push = own.push("leaver").send(Clip.avcAac().until(8_000));
      Playback view = Playback.open(ownWeb, "leaver");
      String file = view.lines("video.m3u8", SEGMENT).getFirst();
      for (int viewer = 0; viewer < 20; viewer++) {
        askAndHangUp(own.port(), view.path(file));
      }
      assertThat(view.get(file).statusCode()).isEqualTo(200);
      assertThat(own.timelines().memoryBytes()).isPositive();

      push.end();
      // A new stream of the name lets go of what the ended one holds.
      own.push("leaver");
      Await.until(() -> own.timelines().memoryBytes() == 0, "the memory of the segments is free");
    }
  }

  private static void askAndHangUp(int port, String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(2048);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      OutputStream out = socket.getOutputStream();
      String get = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      out.write(get.repeat(10).getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  @Test
  void filesAreForEveryOriginThatTheTenantNames() {
    assertThat(Web.header(playback.get(segment), "access-control-allow-origin")).isEqualTo("*");
    assertThat(Web.header(playback.get(segment), "access-control-expose-headers"))
        .contains("Content-Range", "ETag");
  }
}
