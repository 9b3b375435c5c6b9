package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.frame.MediaFrame;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Finished;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real encoders' streams go through segmenter and transport stream, and the real reader must find
 * the same pictures and the same sound at the same times.
 */
class TsPlaybackTest {

  private static final String BOTH =
      "-f lavfi -i testsrc2=size=160x90:rate=25:duration=7 "
          + "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=7 -pix_fmt yuv420p -ac 2 ";
  private static final String SOUND =
      "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=7 -ac 2 ";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "-c:v libx264 -bf 3 -g 50 -c:a aac",
    "-c:v libx264 -bf 2 -g 50 -x264-params aud=1:repeat-headers=1 -c:a aac",
    "-c:v libx265 -x265-params log-level=none:keyint=50 -c:a aac",
    "-c:v libx264 -g 25 -c:a libmp3lame",
    "-c:v libx264 -g 25 -c:a ac3",
  })
  void carriesPicturesAndSound(String codecs) throws Exception {
    Path source = folder.resolve("source.flv");
    Recorded recorded = Recorded.encode(source, BOTH + codecs);
    Path result = written(muxed(recorded));

    assertThat(decoded(result, "v")).hasSize(175).isEqualTo(decoded(source, "v"));
    assertThat(decoded(result, "a")).isEqualTo(decoded(source, "a"));
    compareTimes(recorded, result);
  }

  @ParameterizedTest
  @CsvSource({"-c:a aac", "-c:a libmp3lame -ar 22050", "-c:a ac3"})
  void carriesSoundAlone(String codecs) throws Exception {
    Path source = folder.resolve("source.flv");
    Recorded recorded = Recorded.encode(source, SOUND + codecs);
    Path result = written(muxed(recorded));

    assertThat(decoded(result, "a")).isNotEmpty().isEqualTo(decoded(source, "a"));
    compareTimes(recorded, result);
  }

  @Test
  void givesTheVerySameAacFramesBack() throws Exception {
    Path source = folder.resolve("source.flv");
    Path result = written(muxed(Recorded.encode(source, SOUND + "-c:a aac")));
    Path back = folder.resolve("back.mp4");
    Ffmpeg.run("-i", result.toString(), "-c", "copy", "-bsf:a", "aac_adtstoasc", back.toString());

    assertThat(Packet.read(back.toString()).stream().map(Packet::hash))
        .isEqualTo(Packet.read(source.toString()).stream().map(Packet::hash).toList());
  }

  @Test
  void continuesTheCountersWhateverTheOrderOfRequests() {
    Recorded recorded =
        Recorded.encode(folder.resolve("source.flv"), BOTH + "-c:v libx264 -g 50 -c:a aac");
    List<MuxedSegment> segments = muxed(recorded);
    Map<Long, ByteSlice> backwards = new HashMap<>();
    new ArrayList<>(segments).reversed().forEach(s -> backwards.put(s.sequence(), s.write()));

    Map<Integer, Integer> counters = new HashMap<>();
    for (MuxedSegment segment : segments) {
      ByteSlice bytes = segment.write();
      assertThat(bytes).isEqualTo(backwards.get(segment.sequence()));
      assertThat(bytes.length() % 188).isZero();
      assertThat(pid(bytes, 0)).isZero();
      assertThat(pid(bytes, 188)).isEqualTo(0x1000);
      for (int at = 0; at < bytes.length(); at += 188) {
        assertThat(bytes.u8(at)).isEqualTo(0x47);
        int counter = bytes.u8(at + 3) & 0x0F;
        Integer before = counters.put(pid(bytes, at), counter);
        assertThat(before == null || counter == (before + 1) % 16).isTrue();
      }
    }
    assertThat(counters).hasSize(4);
  }

  @Test
  void beginsEachSegmentSoThatItPlaysAlone() throws Exception {
    Recorded recorded =
        Recorded.encode(folder.resolve("source.flv"), BOTH + "-c:v libx264 -g 50 -c:a aac");
    for (MuxedSegment segment : muxed(recorded)) {
      Path alone = written(List.of(segment));
      assertThat(decoded(alone, "v"))
          .hasSize(segment.tracks().getFirst().samples().toList().size());
    }
  }

  @Test
  void wrapsItsClockAfterADay() throws Exception {
    Path source = folder.resolve("source.flv");
    Recorded recorded = Recorded.encode(source, BOTH + "-c:v libx264 -bf 2 -g 50 -c:a aac");
    long wrapMs = (1L << 33) / 90;
    List<MediaFrame> late = new ArrayList<>();
    recorded.frames().forEach(frame -> late.add(shifted(frame, wrapMs - 4000)));

    Recorded shifted = new Recorded(recorded.tracks(), late);
    Path result = written(muxed(shifted));

    assertThat(decoded(result, "v")).isEqualTo(decoded(source, "v"));
    compareTimes(shifted, result);
  }

  @Test
  void refusesWhatDoesNotGoIntoATransportStream() {
    Recorded recorded = Recorded.encode(folder.resolve("source.flv"), SOUND + "-c:a libopus");
    MuxedSegment segment = muxed(recorded).getFirst();

    assertThatThrownBy(segment::write)
        .isInstanceOf(UnsupportedMediaException.class)
        .hasMessageContaining("OPUS");
  }

  private static List<MuxedSegment> muxed(Recorded recorded) {
    Played played = new Played(SegmenterSettings.DEFAULT, recorded.tracks());
    played.push(recorded.frames()).end();
    SegmentMuxer muxer = new SegmentMuxer();
    List<MuxedSegment> segments = new ArrayList<>();
    played.events.forEach(event -> muxer.accept(event).ifPresent(segments::add));
    assertThat(segments).isNotEmpty();
    return segments;
  }

  private Path written(List<MuxedSegment> segments) throws IOException {
    Path file = folder.resolve("segments-" + segments.getFirst().sequence() + ".ts");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (MuxedSegment segment : segments) {
        out.write(segment.write().toByteArray());
      }
    }
    return file;
  }

  private static List<String> decoded(Path file, String kind) {
    Finished finished =
        Ffmpeg.run("-i", file.toString(), "-map", "0:" + kind, "-f", "framehash", "-");
    assertThat(finished.errors()).as(file.toString()).isEmpty();
    return finished.lines().stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  /**
   * The times of what was pushed and of what was read, up to one constant, within a millisecond.
   */
  private static void compareTimes(Recorded recorded, Path result) {
    List<Packet> all = Packet.read(result.toString());
    for (String kind : List.of("video", "audio")) {
      List<Packet> read = Packet.only(kind, all);
      List<MediaFrame> pushed =
          recorded.frames().stream().filter(frame -> kind(frame).equals(kind)).toList();
      assertThat(read).as(kind).hasSameSizeAs(pushed);
      List<Long> offsets = new ArrayList<>();
      for (int i = 0; i < read.size(); i++) {
        MediaFrame frame = pushed.get(i);
        int shownLaterMs = frame instanceof MediaFrame.VideoFrame f ? f.compositionOffsetMs() : 0;
        offsets.add(read.get(i).dtsUs() - frame.dtsMs() * 1000);
        offsets.add(read.get(i).ptsUs() - (frame.dtsMs() + shownLaterMs) * 1000);
      }
      assertThat(spread(offsets)).as(kind).isLessThanOrEqualTo(1050);
    }
  }

  private static long spread(List<Long> values) {
    return values.isEmpty() ? 0 : Collections.max(values) - Collections.min(values);
  }

  private static String kind(MediaFrame frame) {
    return frame instanceof MediaFrame.VideoFrame ? "video" : "audio";
  }

  private static int pid(ByteSlice bytes, int at) {
    return (bytes.u8(at + 1) & 0x1F) << 8 | bytes.u8(at + 2);
  }

  private static MediaFrame shifted(MediaFrame frame, long byMs) {
    return switch (frame) {
      case MediaFrame.VideoFrame f ->
          new MediaFrame.VideoFrame(
              0, f.codec(), f.dtsMs() + byMs, f.compositionOffsetMs(), f.keyFrame(), f.payload());
      case MediaFrame.AudioFrame f ->
          new MediaFrame.AudioFrame(0, f.codec(), f.dtsMs() + byMs, f.payload());
      case MediaFrame.DataFrame f -> f;
    };
  }
}
