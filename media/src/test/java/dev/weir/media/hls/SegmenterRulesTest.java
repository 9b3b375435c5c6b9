package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import dev.weir.testkit.hls.HlsRule;
import dev.weir.testkit.hls.PlaylistChecker;
import dev.weir.testkit.hls.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the publisher's frame rate, group length, sound and regularity: every playlist that a
 * viewer could have seen keeps the rules, and no frame is lost or repeated.
 */
class SegmenterRulesTest {

  /** Frame rate, frames in a group of pictures, sample rate and samples in a frame of sound. */
  @ParameterizedTest
  @CsvSource({
    "25, 50, 44100, 1024",
    "30, 60, 48000, 1024",
    "29.97, 60, 44100, 1024",
    "23.976, 48, 48000, 1024",
    "24, 240, 48000, 1152",
    "60, 120, 48000, 960",
    "59.94, 500, 44100, 2048",
    "50, 25, 22050, 1024",
    "15, 15, 16000, 1024",
    "12, 100, 8000, 1024",
    "10, 13, 48000, 1536",
    "8, 20, 44100, 1152",
    "5, 10, 48000, 4096",
    "1, 4, 44100, 1024",
    "0.4, 1, 44100, 1024",
    "30, 250, 44100, 1024",
  })
  void keepsTheRulesAtEveryFrameRate(double fps, int gop, int rate, int samplesPerFrame) {
    Track.AudioTrack track = Script.audio(rate, samplesPerFrame);
    int pictures = (int) (45 * fps);
    List<MediaFrame> frames =
        new Script().pictures(40, fps, gop, pictures).sound(0, track, 45_000).interleaved();

    Played played = check(frames, track);
    assertThat(played.segments(TrackKind.VIDEO))
        .allSatisfy(segment -> assertThat(segment.parts()).noneMatch(Part::gap));
    assertThat(played.segments(TrackKind.AUDIO))
        .allSatisfy(segment -> assertThat(segment.parts()).noneMatch(Part::gap));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void keepsTheRulesWithAnIrregularPublisher(long seed) {
    Random random = new Random(seed);
    Track.AudioTrack track = Script.audio(44_100, 1024);
    Script script = new Script().sound(random.nextInt(80), track, 45_000);
    double atMs = 0;
    double usualMs = 20 + random.nextInt(80);
    while (atMs < 45_000) {
      script.picture(Math.round(atMs), atMs == 0 || random.nextInt(60) == 0);
      atMs += usualMs * (0.5 + random.nextDouble());
      atMs += random.nextInt(200) == 0 ? random.nextInt(6000) : 0;
    }

    Played played = check(script.interleaved(), track);
    assertThat(played.segments(TrackKind.VIDEO).size()).isGreaterThan(5);
  }

  private static Played check(List<MediaFrame> frames, Track.AudioTrack track) {
    Played played = new Played(Script.VIDEO, track);
    Broadcast broadcast = new Broadcast(played).push(frames).end();

    for (TrackKind kind : TrackKind.values()) {
      List<Violation> violations = new ArrayList<>(PlaylistChecker.check(broadcast.trace(kind)));
      violations.removeIf(violation -> violation.rule() == HlsRule.UPDATED_IN_TIME);
      assertThat(violations).as("%s", kind).isEmpty();
      assertThat(played.payloads(kind)).as("%s", kind).isEqualTo(payloads(frames, kind));
    }
    assertThat(played.segments(TrackKind.AUDIO).stream().map(Segment::sequence))
        .isEqualTo(played.segments(TrackKind.VIDEO).stream().map(Segment::sequence).toList());
    return played;
  }

  private static List<ByteSlice> payloads(List<MediaFrame> frames, TrackKind kind) {
    return frames.stream()
        .filter(frame -> frame instanceof MediaFrame.VideoFrame == (kind == TrackKind.VIDEO))
        .map(MediaFrame::payload)
        .toList();
  }
}
