package dev.weir.stream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.Tags;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where tags come to lie on the stream's line of time. */
class TimestampLineTest {

  private static final long STEP_MS = TimestampLine.STRETCH_STEP_MS;

  private final TimestampLine line = new TimestampLine();
  private final List<Long> jumps = new ArrayList<>();

  private long place(FlvTag tag) {
    long placedMs = line.place(tag).timestampMs();
    if (line.jumped()) {
      jumps.add(placedMs);
    }
    return placedMs;
  }

  @Test
  void theFirstPublishersTimesAreTheStreams() {
    for (FlvTag tag : Tags.group(4_000_000_000L, 100)) {
      assertThat(line.place(tag)).isSameAs(tag);
      assertThat(line.jumped()).isFalse();
    }
  }

  @Test
  void passesThroughTheInterleavingOfCarelessMuxers() {
    assertThat(place(Tags.key(1_000))).isEqualTo(1_000);
    assertThat(place(Tags.audio(200))).isEqualTo(200);
    assertThat(place(Tags.inter(1_040))).isEqualTo(1_040);
    assertThat(place(Tags.audio(190))).isEqualTo(190);
    assertThat(place(Tags.inter(10_000))).isEqualTo(10_000);
    assertThat(jumps).isEmpty();
  }

  @Test
  void aLaterPublisherGoesOnWhereTheLineStands() {
    place(Tags.key(7_000));
    line.newSession();
    assertThat(place(Tags.videoConfig(0))).isEqualTo(7_000);
    assertThat(place(Tags.key(500))).isEqualTo(7_000 + STEP_MS);
    assertThat(place(Tags.audio(480))).isEqualTo(7_000 + STEP_MS - 20);
    assertThat(place(Tags.inter(540))).isEqualTo(7_000 + STEP_MS + 40);
    assertThat(jumps).isEmpty();
  }

  @Test
  void aClockThatStartsAgainIsMovedBehindTheLine() {
    place(Tags.key(60_000));
    place(Tags.audio(60_010));
    assertThat(place(Tags.key(0))).isEqualTo(60_010 + STEP_MS);
    assertThat(place(Tags.audio(20))).isEqualTo(60_010 + STEP_MS + 20);
    assertThat(jumps).containsExactly(60_010 + STEP_MS);
  }

  @Test
  void tagsThatWereUnderWayWhenTheClockJumpedStayWhereTheyBelong() {
    place(Tags.key(60_000));
    place(Tags.audio(59_900));
    long jumpMs = place(Tags.key(0));
    assertThat(place(Tags.audio(59_920))).isEqualTo(59_920);
    assertThat(place(Tags.inter(40))).isEqualTo(jumpMs + 40);
    assertThat(place(Tags.audio(30))).isEqualTo(jumpMs + 30);
    assertThat(jumps).hasSize(1);
  }

  @Test
  void aLeapForwardIsClosed() {
    place(Tags.key(0));
    assertThat(place(Tags.inter(TimestampLine.MAX_JUMP_MS))).isEqualTo(10_000);
    assertThat(place(Tags.inter(30_000))).isEqualTo(10_000 + STEP_MS);
    assertThat(place(Tags.audio(30_000))).isEqualTo(10_000 + STEP_MS);
    assertThat(jumps).hasSize(1);
  }

  @Test
  void picturesMayPauseWhileSoundGoesOn() {
    place(Tags.key(0));
    for (long atMs = 0; atMs <= 60_000; atMs += 1_000) {
      place(Tags.audio(atMs));
    }
    assertThat(place(Tags.key(60_000))).isEqualTo(60_000);
    assertThat(jumps).isEmpty();
  }

  @Test
  void carelessTimesOfConfigurationMoveNothing() {
    place(Tags.key(100_000));
    assertThat(place(Tags.metadata())).isEqualTo(100_000);
    assertThat(place(Tags.audioConfig(100_020))).isEqualTo(100_020);
    assertThat(place(Tags.inter(100_040))).isEqualTo(100_040);
    assertThat(jumps).isEmpty();
  }
}
