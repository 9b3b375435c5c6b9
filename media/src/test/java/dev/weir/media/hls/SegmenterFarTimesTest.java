package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.MediaFrame.AudioFrame;
import dev.weir.media.frame.MediaFrame.VideoFrame;
import dev.weir.media.frame.Track;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Times that lie hours apart cost no more than others: a rendition's are whatever a process makes
 * of what a publisher says of the times at which its pictures are shown.
 */
class SegmenterFarTimesTest {

  /** No segment holds more; each part that is added lists those before it. */
  private static final int MOST_PARTS = 400;

  /** What a few segments for each frame would be. */
  private static final int MOST_PARTS_PER_FRAME = 50;

  private static final int HOUR_MS = 3_600_000;
  private static final int FRAME_MS = 40;
  private static final List<Track> TRACKS = List.of(Script.VIDEO, Script.AUDIO);

  private final CutLine line = new CutLine();
  private final Segmenter source = new Segmenter(SegmenterSettings.DEFAULT, TRACKS, line);
  private final Segmenter rendition = Segmenter.following(SegmenterSettings.DEFAULT, TRACKS, line);

  /** The number of the newest segment. */
  private final Map<Segmenter, Long> newest = new HashMap<>();

  private int frames;
  private long parts;

  @ParameterizedTest
  @ValueSource(ints = {20, -20, HOUR_MS / 60_000, 14 * 24 * 60})
  void aRenditionGoesFarAwayAndComesBack(int minutes) {
    long farMs = 60_000L * minutes;
    for (long ms = HOUR_MS; ms < HOUR_MS + 135_000; ms += FRAME_MS) {
      boolean away = ms / 15_000 % 2 == 1;
      push(source, ms, 80);
      push(rendition, away ? ms + farMs : ms, 80);
    }
    expectFew();
    assertThat(newest.get(rendition)).as("it goes on").isEqualTo(newest.get(source));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void picturesAreShownHoursAway(int seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    for (long ms = 3 * HOUR_MS; ms < 3 * HOUR_MS + 120_000; ms += FRAME_MS) {
      int shownAfterMs = chance.nextInt(-(1 << 23), 1 << 23);
      push(source, ms, shownAfterMs);
      push(rendition, chance.nextBoolean() ? ms : ms + shownAfterMs, 0);
      push(rendition, ms, chance.nextInt(-(1 << 23), 1 << 23));
    }
    expectFew();
  }

  /** A source whose pictures are shown hours ahead has no segment for what comes before. */
  @ParameterizedTest
  @ValueSource(ints = {-(1 << 23), (1 << 23) - 1, 20 * 60_000, -20 * 60_000})
  void aSourceIsShownFarAwayFromItsRendition(int shownAfterMs) {
    for (long ms = 3 * HOUR_MS; ms < 3 * HOUR_MS + 300_000; ms += FRAME_MS) {
      push(source, ms, ms / 20_000 % 2 == 0 ? shownAfterMs : 80);
      if (ms / 30_000 % 2 == 0) {
        push(rendition, ms, 80);
      }
    }
    expectFew();
  }

  /** Each step is one that a clock may make. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void framesAreSecondsApart(boolean sound) {
    for (long ms = 0; ms < 24L * HOUR_MS; ms += Segmenter.JUMP_MS) {
      push(source, ms, sound);
      push(rendition, ms, sound);
      // Nothing more of the source: the rendition goes on without it.
      push(rendition, 25L * HOUR_MS + ms, sound);
    }
    expectFew();
  }

  /** Clocks run, leap and stand still, each on its own. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void timesAreAnything(int seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    long[] clocks = {3 * HOUR_MS, 3 * HOUR_MS};
    for (int i = 0; i < 5_000; i++) {
      int which = chance.nextInt(2);
      int leapMs = chance.nextInt(200) == 0 ? 4 * HOUR_MS : chance.nextInt(3) == 0 ? 10_000 : 100;
      long fromMs = chance.nextInt(100) == 0 ? clocks[1 - which] : clocks[which];
      clocks[which] = Math.max(0, fromMs + chance.nextInt(-leapMs / 4, leapMs));
      Segmenter segmenter = which == 0 ? source : rendition;
      if (chance.nextBoolean()) {
        push(segmenter, clocks[which], true);
      } else {
        int shownAfterMs = chance.nextInt(-(1 << 23), 1 << 23) >> chance.nextInt(24);
        push(segmenter, clocks[which] / FRAME_MS * FRAME_MS, shownAfterMs);
      }
    }
    expectFew();
  }

  private void push(Segmenter segmenter, long dtsMs, int shownAfterMs) {
    boolean key = dtsMs / FRAME_MS % 25 == 0;
    ByteSlice payload = ByteSlice.of(new byte[] {1});
    take(segmenter, new VideoFrame(0, Codec.AVC, dtsMs, shownAfterMs, key, payload));
    push(segmenter, dtsMs, true);
  }

  private void push(Segmenter segmenter, long dtsMs, boolean sound) {
    ByteSlice payload = ByteSlice.of(new byte[] {2});
    take(
        segmenter,
        sound
            ? new AudioFrame(0, Codec.AAC, dtsMs, payload)
            : new VideoFrame(0, Codec.AVC, dtsMs, 0, dtsMs == 0, payload));
  }

  private void take(Segmenter segmenter, MediaFrame frame) {
    frames++;
    for (SegmentEvent event : segmenter.accept(frame, Script.START_UNIX_MS)) {
      if (event instanceof SegmentEvent.PartAdded(TrackKind _, Segment segment)) {
        parts++;
        newest.put(segmenter, segment.sequence());
        assertThat(segment.parts().size()).isLessThanOrEqualTo(MOST_PARTS);
      }
    }
  }

  private void expectFew() {
    assertThat(parts).isPositive().isLessThan((long) frames * MOST_PARTS_PER_FRAME);
  }
}
