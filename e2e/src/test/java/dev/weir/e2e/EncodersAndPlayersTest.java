package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Program;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.FlvViewer;
import dev.weir.e2e.viewer.Tag;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Packet;
import dev.weir.testkit.ffmpeg.Running;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The encoders and players that people have push and play without special settings: what is written
 * here is what their manuals say, plus a URL.
 */
@ExtendWith(SharedWeir.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EncodersAndPlayersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double PLAY_SECONDS = 3;
  private static final long RECORDING_BYTES = 200_000;
  private static final Pattern FFPLAY_POSITION = Pattern.compile("([0-9.]+) A-V:");
  private static final Map<String, String> NO_SCREEN =
      Map.of("SDL_VIDEODRIVER", "dummy", "SDL_AUDIODRIVER", "dummy");

  private Path folder;

  private Quickstart quickstart;
  private Running encoder;

  @BeforeAll
  void startAStreamToPlay(WeirProcess weir, @TempDir Path temporary) {
    folder = temporary;
    quickstart = weir.quickstart();
    Path file = Source.h264AndAac().draw(folder, "players", 60);
    encoder = Encoder.loop(file, quickstart.pushUrl("players"));
    quickstart.awaitLive("players");
  }

  @AfterAll
  void endEncoder() {
    encoder.close();
  }

  /** A picture with sound, drawn and coded by GStreamer in real time. */
  private static List<String> gstreamer(String sink) {
    List<String> command = new ArrayList<>();
    command.add(Program.installed("gst-launch-1.0", "gstreamer1.0-tools"));
    String pipeline =
        "-q videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=25/1"
            + " ! x264enc speed-preset=ultrafast key-int-max=50 ! h264parse"
            + " ! flvmux name=mux streamable=true ! queue ! "
            + sink
            + " audiotestsrc is-live=true ! voaacenc ! aacparse ! mux.";
    command.addAll(List.of(pipeline.split(" ", -1)));
    return command;
  }

  private void isWatchable(String stream, Program pushing) {
    try (pushing) {
      quickstart.awaitLive(stream);
      try (FlvViewer viewer = FlvViewer.open(quickstart.playUrl(stream + ".flv"))) {
        Tag key = viewer.await(Tag::keyFrame, PATIENCE);
        viewer.await(tag -> tag.frame() && tag.type() == Tag.AUDIO, PATIENCE);
        viewer.await(tag -> tag.timestampMs() > key.timestampMs() + 2000, PATIENCE);
      }
      assertThat(pushing.alive()).as("%s", pushing).isTrue();
    } catch (RuntimeException | AssertionError failed) {
      throw new AssertionError("while this pushed: " + pushing, failed);
    }
  }

  @Test
  void theSnapshotOfAStreamIsAPictureOfIt() throws IOException {
    new ControlApi(quickstart.text("portalUrl"), quickstart.text("apiKey")).snapshots("pictured");
    Path red = folder.resolve("red.flv");
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        "color=c=red:size=1920x1080:rate=10",
        "-t",
        "20",
        "-g",
        "10",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        red.toString());
    URI snapshot = quickstart.playUrl("pictured.jpg");
    assertThat(Web.get(snapshot).statusCode()).isEqualTo(404);
    BufferedImage picture;
    try (Running _ = Encoder.loop(red, quickstart.pushUrl("pictured"))) {
      HttpResponse<byte[]> answer =
          await("a snapshot")
              .atMost(PATIENCE)
              .until(() -> Web.bytes(snapshot), found -> found.statusCode() == 200);
      picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
    }
    assertThat(picture.getWidth()).isEqualTo(1_280);
    assertThat(picture.getHeight()).isEqualTo(720);
    Color color = new Color(picture.getRGB(640, 360));
    assertThat(color.getRed()).isGreaterThan(230);
    assertThat(Math.max(color.getGreen(), color.getBlue())).isLessThan(25);
  }

  @Test
  void gstreamersOwnRtmpPushes() {
    String url = quickstart.pushUrl("gst-rtmp2");
    isWatchable("gst-rtmp2", Program.start(gstreamer("rtmp2sink location=" + url)));
  }

  @Test
  void librtmpPushes() {
    String url = quickstart.pushUrl("gst-librtmp");
    isWatchable("gst-librtmp", Program.start(gstreamer("rtmpsink location=" + url)));
  }

  @Test
  void debiansFfmpegPushes() {
    String ffmpeg = Program.installed("ffmpeg", "ffmpeg");
    String command =
        "-v error -nostdin -re -f lavfi -i testsrc2=size=320x180 -f lavfi -i sine"
            + " -c:v libx264 -preset ultrafast -g 50 -pix_fmt yuv420p -c:a aac -f flv "
            + quickstart.pushUrl("old-ffmpeg");
    List<String> arguments = new ArrayList<>(List.of(ffmpeg));
    arguments.addAll(List.of(command.split(" ", -1)));
    isWatchable("old-ffmpeg", Program.start(arguments));
  }

  @Test
  void rtmpdumpPlays() {
    Path file = folder.resolve("rtmpdump.flv");
    String rtmpdump = Program.installed("rtmpdump", "rtmpdump");
    List<String> command =
        List.of(rtmpdump, "--live", "-r", quickstart.rtmpUrl("players"), "-o", file.toString());
    try (Program dump = Program.start(command)) {
      await("a long enough recording")
          .atMost(PATIENCE)
          .until(() -> file.toFile().length() > RECORDING_BYTES);
      dump.end();
      List<Packet> packets = Packet.read(file.toString());
      assertThat(Packet.only("video", packets)).as("%s", dump).hasSizeGreaterThan(50);
      assertThat(Packet.only("audio", packets)).as("%s", dump).hasSizeGreaterThan(50);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flv", "m3u8", "rtmp"})
  void ffplayPlays(String form) {
    String url =
        form.equals("rtmp")
            ? quickstart.rtmpUrl("players")
            : quickstart.playUrl("players." + form).toString();
    String ffplay = Program.installed("ffplay", "ffmpeg");
    try (Program player =
        Program.start(List.of(ffplay, "-hide_banner", "-stats", url), NO_SCREEN)) {
      await("seconds of picture and sound")
          .atMost(PATIENCE.multipliedBy(2))
          .until(() -> playedSeconds(player.said()) > PLAY_SECONDS || !player.alive());
      assertThat(player.alive()).as("%s", player).isTrue();
      assertThat(player.said()).contains("Video: h264").contains("Audio: aac");
      assertThat(player.said())
          .doesNotContain("Subtitle:")
          .doesNotContain("Invalid data")
          .doesNotContain("error while decoding");
    }
  }

  /**
   * From the first to the last position that ffplay has shown beside a difference of its clocks.
   */
  private static double playedSeconds(String said) {
    List<Double> positions =
        FFPLAY_POSITION
            .matcher(said)
            .results()
            .map(position -> Double.valueOf(position.group(1)))
            .toList();
    return positions.isEmpty() ? 0 : positions.getLast() - positions.getFirst();
  }
}
