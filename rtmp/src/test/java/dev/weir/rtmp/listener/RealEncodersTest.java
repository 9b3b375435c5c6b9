package dev.weir.rtmp.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.contract.fault.FaultCode;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.rtmp.session.EndReason;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Finished;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real clients against the real listener, without special settings: what they push arrives, and
 * plays again, packet by packet. GStreamer and rtmpdump take part where they are installed.
 */
class RealEncodersTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> H264 = List.of("-c:v", "libx264", "-bf", "2", "-c:a", "aac");

  @TempDir private static Path folder;

  private static OpenDoor door;
  private static Path h264;

  @BeforeAll
  static void open() throws Exception {
    door = OpenDoor.standard();
    h264 = source("h264", H264);
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @Test
  void ffmpegPublishesAndPlaysBitByBit() {
    push(h264, door.url("bits?auth_key=1-2-3"));
    RecordingPublisher stream = ended("bits");
    assertThat(stream.request.host()).isEqualTo("127.0.0.1");
    assertThat(stream.request.app()).isEqualTo("live");
    assertThat(stream.request.query()).isEqualTo("auth_key=1-2-3");
    assertThat(stream.tags.getFirst()).isInstanceOf(ScriptTag.class);
    assertThat(stream.end).isEqualTo(new EndReason.Finished());
    assertThat(hashes(Packet.read(door.url("bits")))).isEqualTo(hashes(Packet.read(text(h264))));
  }

  @ParameterizedTest
  @CsvSource({
    "hevc, -c:v libx265 -x265-params log-level=none -c:a aac",
    "av1, -c:v libsvtav1 -preset 12 -c:a libopus",
    "sound, -vn -c:a libmp3lame",
    "pictures, -an -c:v libx264 -bf 0"
  })
  void ffmpegPublishesAndPlaysOtherCodecsToo(String name, String codecs) {
    Path source = source(name, List.of(codecs.split(" ")));
    push(source, door.url(name));
    ended(name);
    assertThat(hashes(Packet.read(door.url(name)))).isEqualTo(hashes(Packet.read(text(source))));
  }

  @Test
  void ffmpegCrossesTheEndOfTheShortTimestamps() {
    Path late = source("late", concat(H264, List.of("-output_ts_offset", "16776")));
    push(late, door.url("late"));
    RecordingPublisher stream = ended("late");
    assertThat(stream.tags.get(2).timestampMs()).isLessThan(0xFFFFFF);
    assertThat(stream.tags.getLast().timestampMs()).isGreaterThan(0xFFFFFF);
    assertThat(hashes(Packet.read(door.url("late")))).isEqualTo(hashes(Packet.read(text(late))));
  }

  @Test
  void ffmpegPublishesAndPlaysOverTls() {
    String url = "rtmps://127.0.0.1:" + door.verticle.tlsPort() + "/live/tls";
    push(h264, url);
    assertThat(ended("tls").peer.isEncrypted()).isTrue();
    assertThat(hashes(Packet.read(url))).isEqualTo(hashes(Packet.read(text(h264))));
  }

  @Test
  void ffmpegDeclaresEnhancedCodecs() {
    List<String> push = List.of("-i", text(h264), "-c", "copy", "-rtmp_enhanced_codecs");
    Ffmpeg.run(LIMIT, concat(push, List.of("hvc1,av01", "-f", "flv", door.url("declared"))))
        .expectSuccess();
    assertThat(ended("declared").request.connect().enhanced().fourCcs())
        .containsExactly("hvc1", "av01");
  }

  @Test
  void ffmpegIsToldWhyItIsRefused() {
    Finished finished =
        Ffmpeg.run(LIMIT, List.of("-i", door.url("nobody"), "-c", "copy", "-f", "null", "-"));
    assertThat(finished.exitCode()).isNotZero();
    assertThat(finished.errors()).contains(FaultCode.STREAM_NOT_LIVE.sentence());
  }

  @Test
  void gstreamerPublishesWithRtmp2sink() throws Exception {
    gst(
        ("filesrc location=%s ! flvdemux name=d d.video ! queue ! h264parse"
                + " ! flvmux name=m streamable=true d.audio ! queue ! aacparse ! m. m."
                + " ! rtmp2sink location=%s")
            .formatted(h264, door.url("gst")));
    assertSamePayloads(ended("gst"), h264);
  }

  @Test
  void librtmpPublishes() throws Exception {
    gst("filesrc location=%s ! rtmpsink location=%s".formatted(h264, door.url("librtmp")));
    assertSamePayloads(ended("librtmp"), h264);
  }

  @Test
  void librtmpCrossesTheEndOfTheShortTimestamps() throws Exception {
    Path late = source("late-librtmp", concat(H264, List.of("-output_ts_offset", "16776")));
    gst("filesrc location=%s ! rtmpsink location=%s".formatted(late, door.url("late-librtmp")));
    RecordingPublisher stream = ended("late-librtmp");
    assertThat(stream.tags.getLast().timestampMs()).isGreaterThan(0xFFFFFF);
    assertSamePayloads(stream, late);
  }

  @Test
  void rtmpdumpPlays() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/rtmpdump")));
    push(h264, door.url("dumped"));
    ended("dumped");
    Path dump = folder.resolve("dump.flv");
    run("rtmpdump", "-q", "-v", "-r", door.url("dumped"), "-o", text(dump));
    assertThat(hashes(Packet.read(text(dump)))).isEqualTo(hashes(Packet.read(text(h264))));
  }

  @Test
  void gstreamerPlaysWithRtmp2src() throws Exception {
    push(h264, door.url("gst-play"));
    ended("gst-play");
    Path file = folder.resolve("gst.flv");
    gst("rtmp2src location=%s ! filesink location=%s".formatted(door.url("gst-play"), file));
    List<String> pushed = hashes(Packet.read(text(h264)));
    List<String> played = hashes(Packet.read(text(file)));
    // rtmp2src drops the message in its hand when the end of the stream overtakes it.
    assertThat(pushed).containsAll(played);
    assertThat(played).hasSizeGreaterThan(pushed.size() - 3);
  }

  private static RecordingPublisher ended(String name) {
    RecordingPublisher stream = door.memory.stream(name);
    Await.until("the end of " + name, LIMIT, () -> stream.end != null);
    return stream;
  }

  /** The coded frames are the same; the muxer between them may have moved them in time. */
  private static void assertSamePayloads(RecordingPublisher stream, Path source) {
    List<Integer> sizes =
        stream.tags.stream()
            .filter(FlvTag::isCodedFrame)
            .map(tag -> tag.body().length)
            .sorted()
            .toList();
    List<Integer> expected =
        Packet.read(text(source)).stream()
            .map(p -> p.sizeBytes() + (p.kind().equals("video") ? 5 : 2))
            .sorted()
            .toList();
    assertThat(sizes).isEqualTo(expected);
  }

  private static Path source(String name, List<String> codecs) {
    Path file = folder.resolve(name + "-source.flv");
    List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i"));
    arguments.addAll(List.of("testsrc2=s=320x180:r=25:d=3", "-f", "lavfi", "-i"));
    arguments.addAll(List.of("sine=f=440:r=48000:d=3", "-pix_fmt", "yuv420p", "-g", "25"));
    arguments.addAll(codecs);
    arguments.addAll(List.of("-y", file.toString()));
    Ffmpeg.run(LIMIT, arguments).expectSuccess();
    return file;
  }

  private static void push(Path source, String url) {
    Ffmpeg.run(LIMIT, List.of("-copyts", "-i", source.toString(), "-c", "copy", "-f", "flv", url))
        .expectSuccess();
  }

  private static void gst(String pipeline) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gst-launch-1.0")));
    List<String> command = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
    command.addAll(List.of(pipeline.split(" ")));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> concat(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static String text(Path path) {
    return path.toString();
  }

  private static List<String> hashes(List<Packet> packets) {
    return packets.stream()
        .map(p -> p.kind() + " " + p.dtsUs() + " " + p.ptsUs() + " " + p.hash())
        .sorted()
        .toList();
  }
}
