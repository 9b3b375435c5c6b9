package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.MediaFrame;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Packet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real encoders' streams go through segmenter and packager, and ffprobe reads the result: it must
 * find the very packets that were pushed, at the times at which they were pushed.
 */
class CmafPlaybackTest {

  private static final String PICTURES =
      "-f lavfi -i testsrc2=size=160x90:rate=25:duration=5 -pix_fmt yuv420p ";
  private static final String SOUND =
      "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=5 -ac 2 ";
  private static final String BOTH =
      "-f lavfi -i testsrc2=size=160x90:rate=25:duration=5 "
          + "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=5 -pix_fmt yuv420p -ac 2 ";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "h264 with B-frames and aac, -c:v libx264 -bf 3 -g 50 -c:a aac",
    "h264 with open groups, -c:v libx264 -bf 2 -g 25 -x264-params open-gop=1 -c:a aac",
    "hevc and aac, -c:v libx265 -x265-params log-level=none:keyint=50 -c:a aac",
    "av1 and opus, -c:v libsvtav1 -preset 12 -g 50 -c:a libopus",
    "vp9 and opus, -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 50 -c:a libopus",
    "h264 and mp3, -c:v libx264 -g 25 -c:a libmp3lame",
  })
  void carriesPicturesAndSound(String name, String codecs) throws Exception {
    check(name, BOTH + codecs);
  }

  @ParameterizedTest
  @CsvSource({
    "aac, -c:a aac",
    "opus, -c:a libopus",
    "mp3, -c:a libmp3lame",
    "ac3, -c:a ac3",
    "eac3, -c:a eac3",
    "flac, -c:a flac -strict -2",
  })
  void carriesSoundAlone(String name, String codecs) throws Exception {
    check(name, SOUND + codecs);
  }

  @Test
  void carriesPicturesAlone() throws Exception {
    check("pictures", PICTURES + "-c:v libx264 -bf 2 -g 50");
  }

  @Test
  void decodesToTheSamePictures() throws Exception {
    Path source = folder.resolve("source.flv");
    Played played = play(Recorded.encode(source, PICTURES + "-c:v libx264 -bf 2 -g 50"));
    Path result = written(TrackKind.VIDEO, played);

    assertThat(frameHashes(result)).hasSize(125).isEqualTo(frameHashes(source));
  }

  private void check(String name, String arguments) throws Exception {
    Recorded recorded = Recorded.encode(folder.resolve("source.flv"), arguments);
    Played played = play(recorded);
    for (TrackKind kind : played.closed.keySet()) {
      List<MediaFrame> pushed =
          recorded.frames().stream().filter(frame -> kindOf(frame) == kind).toList();
      if (!pushed.isEmpty()) {
        compare(name + " " + kind, pushed, Packet.read(written(kind, played).toString()));
      }
    }
  }

  private static Played play(Recorded recorded) {
    Played played = new Played(SegmenterSettings.DEFAULT, recorded.tracks());
    return played.push(recorded.frames()).end();
  }

  private static void compare(String name, List<MediaFrame> pushed, List<Packet> read)
      throws NoSuchAlgorithmException {
    assertThat(read).as(name).hasSameSizeAs(pushed);
    for (int i = 0; i < read.size(); i++) {
      MediaFrame frame = pushed.get(i);
      Packet packet = read.get(i);
      assertThat(packet.hash()).as("%s %d", name, i).isEqualTo(hash(frame.payload()));
      assertThat(Math.abs(packet.dtsUs() - frame.dtsMs() * 1000)).isLessThanOrEqualTo(510);
      if (frame instanceof MediaFrame.VideoFrame picture) {
        assertThat(packet.key()).isEqualTo(picture.keyFrame());
        assertThat(packet.ptsUs())
            .isEqualTo((frame.dtsMs() + picture.compositionOffsetMs()) * 1000);
      }
    }
  }

  private Path written(TrackKind kind, Played played) throws IOException {
    Path file = folder.resolve(kind + ".mp4");
    List<Segment> segments = played.segments(kind);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(CmafPackager.init(segments.getFirst().init()).toByteArray());
      for (Segment segment : segments) {
        for (ByteSlice slice : CmafPackager.segment(segment)) {
          out.write(slice.array(), slice.offset(), slice.length());
        }
      }
    }
    return file;
  }

  private static List<String> frameHashes(Path file) {
    List<String> lines =
        Ffmpeg.run("-i", file.toString(), "-map", "0:v", "-f", "framehash", "-").lines();
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  private static TrackKind kindOf(MediaFrame frame) {
    return frame instanceof MediaFrame.VideoFrame ? TrackKind.VIDEO : TrackKind.AUDIO;
  }

  private static String hash(ByteSlice payload) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return "SHA256:" + HexFormat.of().formatHex(digest.digest(payload.toByteArray()));
  }
}
