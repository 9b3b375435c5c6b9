package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import dev.weir.testkit.bytes.Golden;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Playlists as text: a window of two-second segments with 500 ms parts, after a break. */
class PlaylistWriterTest {

  private static final long FIRST = 1_800_000_000L;

  private static final TimelineTerms TERMS = new TimelineTerms(FIRST, 2, 500, 500, 1500, 30_000);

  private static final PlaylistWriter WRITER = new PlaylistWriter(new Naming());

  private static final List<RenditionReport> REPORTS =
      List.of(new RenditionReport("../audio/playlist.m3u8", FIRST + 8, 1));

  /** The names that the tests use. */
  private static final class Naming implements PlaylistNaming {
    @Override
    public String init(int number) {
      return "init-" + number + ".mp4";
    }

    @Override
    public String segment(long sequence) {
      return sequence + ".m4s";
    }

    @Override
    public String part(long number) {
      return "part-" + number + ".m4s";
    }
  }

  private static Part part(long number, long startMs, boolean independent, boolean gap) {
    Sample sample = new Sample(startMs * 90, 45_000, 0, independent, ByteSlice.of(new byte[1000]));
    return new Part(number, startMs, 500, independent, gap ? List.of() : List.of(sample));
  }

  /** The segment at an index; the fourth one begins after a break, with another init segment. */
  private static Segment segment(int index, int parts, boolean gap) {
    List<Part> made = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      made.add(part(index * 4L + 1 + (gap ? 0 : i), index * 2000L + i * 500L, i == 0 && !gap, gap));
    }
    TrackInit init = new TrackInit(index < 3 ? 1 : 2, Script.VIDEO);
    return new Segment(
        FIRST + index,
        FIRST + (index < 3 ? 0 : 1),
        index == 3,
        init,
        index * 2000L,
        FIRST * 1000 + index * 2000L + 80,
        parts * 500,
        true,
        parts == 4,
        made);
  }

  private static MediaPlaylist playlist(int closed, int runningParts) {
    MediaPlaylist playlist = MediaPlaylist.empty(TERMS, TrackKind.VIDEO);
    for (int i = 0; i < closed; i++) {
      playlist = playlist.withSegment(segment(i, 4, false));
    }
    return runningParts == 0
        ? playlist
        : playlist.withSegment(segment(closed, runningParts, false));
  }

  @Test
  void writesALowLatencyPlaylist() {
    Golden.assertMatches("hls/low-latency.m3u8", WRITER.lowLatency(playlist(8, 2), REPORTS));
  }

  @Test
  void writesADeltaUpdate() {
    Golden.assertMatches("hls/delta.m3u8", WRITER.delta(playlist(8, 2), REPORTS));
  }

  @Test
  void writesAWholePlaylistWhenThereIsNothingToSkip() {
    MediaPlaylist playlist = playlist(5, 3);

    assertThat(WRITER.delta(playlist, REPORTS)).isEqualTo(WRITER.lowLatency(playlist, REPORTS));
  }

  @Test
  void writesTheEnd() {
    MediaPlaylist ended = playlist(4, 0).with(new SegmentEvent.TimelineEnded());

    assertThat(WRITER.lowLatency(ended, REPORTS))
        .endsWith("#EXT-X-ENDLIST\n")
        .doesNotContain("PRELOAD-HINT", "RENDITION-REPORT");
    assertThat(WRITER.wholeSegments(ended)).endsWith("#EXT-X-ENDLIST\n");
  }

  @Test
  void writesGaps() {
    MediaPlaylist playlist = playlist(4, 0).withSegment(segment(4, 4, true));

    assertThat(WRITER.lowLatency(playlist, List.of()))
        .contains("#EXT-X-PART:DURATION=0.500,URI=\"gap\",GAP=YES\n")
        .contains("#EXT-X-GAP\n#EXTINF:2.000,\n1800000004.m4s\n")
        .contains("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part-17.m4s\"\n");
    assertThat(WRITER.wholeSegments(playlist)).startsWith("#EXTM3U\n#EXT-X-VERSION:8\n");
  }

  @Test
  void writesWholeSegmentsForPlainPlayers() {
    Golden.assertMatches("hls/whole-segments.m3u8", WRITER.wholeSegments(playlist(8, 2)));
  }

  @Test
  void countsDiscontinuitiesThatLeftTheWindow() {
    TimelineTerms narrow = new TimelineTerms(FIRST, 2, 500, 500, 1500, 8000);
    MediaPlaylist playlist = MediaPlaylist.empty(narrow, TrackKind.VIDEO);
    List<Long> counted = new ArrayList<>();
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      playlist = playlist.withSegment(segment(i, 4, false));
      counted.add(playlist.discontinuitySequence() - FIRST);
      sequences.add(playlist.mediaSequence() - FIRST);
    }

    assertThat(sequences).containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(counted).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L);
  }

  @Test
  void tellsPlayersSmallDiscontinuitySequenceNumbersThatGrowWithTime() {
    MediaPlaylist earlier = MediaPlaylist.empty(TERMS, TrackKind.VIDEO);
    TimelineTerms anew = new TimelineTerms(FIRST + 64, 2, 500, 500, 1500, 30_000);

    assertThat(earlier.toldDiscontinuitySequence()).isEqualTo(FIRST / 32 % 32_768);
    assertThat(MediaPlaylist.empty(anew, TrackKind.VIDEO).toldDiscontinuitySequence())
        .isEqualTo(earlier.toldDiscontinuitySequence() + 2);
  }

  @Test
  void knowsWhichBlockedRequestsItCanAnswer() {
    MediaPlaylist playlist = playlist(3, 2);

    assertThat(playlist.reaches(FIRST + 2)).isTrue();
    assertThat(playlist.reaches(FIRST + 3)).isFalse();
    assertThat(playlist.reaches(FIRST + 3, 1)).isTrue();
    assertThat(playlist.reaches(FIRST + 3, 2)).isFalse();
    assertThat(playlist.reaches(FIRST + 2, 4)).as("the next one's first part").isTrue();
    assertThat(playlist(3, 0).reaches(FIRST + 2, 4)).isFalse();
    assertThat(playlist(3, 0).reaches(FIRST + 2, 3)).isTrue();
    assertThat(playlist.reaches(FIRST + 1, 99)).isTrue();
    assertThat(playlist.runningSequence()).isEqualTo(FIRST + 3);
    assertThat(playlist.runningParts()).isEqualTo(2);
  }

  @Test
  void reportsHowFarItHasCome() {
    assertThat(RenditionReport.of("x", playlist(3, 2)))
        .isEqualTo(new RenditionReport("x", FIRST + 3, 1));
    assertThat(RenditionReport.of("x", playlist(3, 0)))
        .isEqualTo(new RenditionReport("x", FIRST + 2, 3));
  }

  @Test
  void measuresBandwidthAndFrameRate() {
    // 4 samples of 1000 bytes, 16 more for each, and 112 for each of 4 parts, in 2 seconds.
    assertThat(Bandwidth.of(playlist(3, 2))).isEqualTo(new Bandwidth(18_048, 18_048));
    assertThat(Bandwidth.of(playlist(0, 1))).isEqualTo(new Bandwidth(18_048, 18_048));
    assertThat(Bandwidth.of(playlist(1, 0)).plus(Bandwidth.NONE).peakBitsPerSecond())
        .isEqualTo(18_048);
    assertThat(playlist(3, 2).framesPerSecond()).isEqualTo(2.0);
  }
}
