package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import dev.weir.testkit.hls.PlaylistChecker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens when a publisher does not simply go on: breaks, jumps, holes, silence. */
class SegmenterBreaksTest {

  private static final TrackKind PICTURES = TrackKind.VIDEO;
  private static final TrackKind SOUND = TrackKind.AUDIO;

  private static Script seconds(double fromMs, int seconds) {
    return new Script()
        .pictures(fromMs, 25, 50, seconds * 25)
        .sound(fromMs, Script.AUDIO, seconds * 1000.0);
  }

  private static Played tenSeconds() {
    return new Played(Script.VIDEO, Script.AUDIO).push(seconds(0, 10));
  }

  private static void expectABreak(Played played, int number) {
    for (TrackKind kind : TrackKind.values()) {
      Segment before = played.segments(kind).get(number - 1);
      Segment after = played.segments(kind).get(number);
      assertThat(after.discontinuity()).isTrue();
      assertThat(after.independent()).isTrue();
      assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
      assertThat(after.discontinuitySequence()).isEqualTo(before.discontinuitySequence() + 1);
    }
  }

  @Test
  void marksAReconnectedPublisherAsADiscontinuity() {
    Played played = tenSeconds();
    played.take(played.segmenter.discontinuity());
    played.push(seconds(70, 6)).end();

    expectABreak(played, 5);
    assertThat(played.durations(PICTURES).get(4)).isEqualTo(2000);
    assertThat(played.segments(PICTURES).getLast().init().number()).isEqualTo(1);
  }

  @Test
  void startsAgainAtAKeyFrame() {
    Played played = tenSeconds();
    played.take(played.segmenter.discontinuity());
    played.push(new Script().picture(10_000, false).picture(10_040, false).interleaved());
    played.push(seconds(10_080, 4)).end();

    assertThat(played.segments(PICTURES).get(5).startMs()).isEqualTo(10_080);
    assertThat(played.payloads(PICTURES)).hasSize(350);
  }

  @Test
  void makesANewInitSegmentWhenTheConfigurationChanges() {
    Track.VideoTrack other =
        new Track.VideoTrack(
            0, Codec.AVC, ByteSlice.of(new byte[] {1, 77, 0, 31}), "avc1.4d001f", 640, 360);
    Played played = tenSeconds();

    played.take(played.segmenter.configure(List.of(Script.VIDEO, Script.AUDIO)));
    assertThat(played.segments(PICTURES)).hasSize(4);
    played.take(played.segmenter.configure(List.of(other, Script.AUDIO)));
    played.push(seconds(10_000, 6)).end();

    expectABreak(played, 5);
    assertThat(played.segments(PICTURES).get(5).init()).isEqualTo(new TrackInit(2, other));
    assertThat(played.segments(SOUND).get(5).init()).isEqualTo(new TrackInit(1, Script.AUDIO));
  }

  @Test
  void takesSoundInThatComesLater() {
    Played played = new Played(Script.VIDEO);
    played.push(new Script().pictures(0, 25, 50, 250).interleaved());
    played.take(played.segmenter.configure(List.of(Script.VIDEO, Script.AUDIO)));
    played.push(seconds(10_000, 6)).end();

    assertThat(played.segments(SOUND).stream().map(Segment::sequence))
        .isEqualTo(played.segments(PICTURES).stream().skip(5).map(Segment::sequence).toList());
  }

  @Test
  void breaksOffWhenTimestampsJumpForward() {
    Played played = tenSeconds().push(seconds(70_000, 6)).end();

    expectABreak(played, 5);
    assertThat(played.segments(PICTURES).get(5).startMs()).isEqualTo(70_000);
    assertThat(played.payloads(PICTURES)).hasSize(400);
  }

  @Test
  void breaksOffOnceWhenTimestampsGoBackOnOneTrackAfterTheOther() {
    Played played = new Played(Script.VIDEO, Script.AUDIO).push(seconds(0, 20));
    // The sound is still on the old clock for a while, as interleaving has it.
    played.push(new Script().pictures(0, 25, 50, 3).interleaved());
    played.push(new Script().sound(20_000, Script.AUDIO, 100).interleaved());
    played.push(new Script().pictures(120, 25, 1000, 150).sound(0, Script.AUDIO, 6100)).end();

    expectABreak(played, 10);
    assertThat(played.segments(PICTURES).stream().filter(Segment::discontinuity)).hasSize(1);
    assertThat(played.segments(SOUND).get(10).startMs()).isZero();
  }

  @Test
  void toleratesTimestampsThatGoBackALittle() {
    Script script = new Script().pictures(0, 25, 50, 101);
    script.picture(3990, false).picture(4080, false);
    Played played = new Played(Script.VIDEO).push(script.asWritten()).end();

    assertThat(played.payloads(PICTURES)).hasSize(103);
    assertThat(played.segments(PICTURES)).noneMatch(Segment::discontinuity);
  }

  @Test
  void fillsAHoleInThePicturesWithGapsWhileSoundGoesOn() {
    Script script = new Script().pictures(0, 25, 50, 160).sound(0, Script.AUDIO, 16_000);
    script.pictures(9000, 25, 50, 175); // nothing from 6.4 s to 9 s
    Played played = new Played(Script.VIDEO, Script.AUDIO).push(script).end();

    List<Segment> pictures = played.segments(PICTURES);
    assertThat(pictures.stream().flatMap(s -> s.parts().stream()).filter(Part::gap)).isNotEmpty();
    assertThat(pictures).noneMatch(Segment::discontinuity);
    assertThat(played.durations(PICTURES).stream().mapToInt(ms -> ms).sum()).isEqualTo(16_000);
    assertThat(played.segments(SOUND)).hasSameSizeAs(pictures).noneMatch(Segment::gap);
    // The last picture before the hole stays on the screen until the first one after it.
    assertThat(pictures.stream().flatMap(Segment::samples).mapToInt(s -> s.durationTicks()).max())
        .hasValue((9000 - 6360) * 90);
  }

  @Test
  void goesOnWithSoundWhenThePicturesStay() {
    Script script = new Script().pictures(0, 25, 50, 150).sound(0, Script.AUDIO, 20_000);
    Played played = new Played(Script.VIDEO, Script.AUDIO).push(script);

    assertThat(played.segments(SOUND)).hasSizeBetween(7, 8);
    assertThat(played.segments(PICTURES).getLast().gap()).isTrue();

    played.push(new Script().pictures(20_000, 25, 50, 100).sound(20_000, Script.AUDIO, 4000)).end();

    assertThat(played.payloads(PICTURES)).hasSize(250);
    Segment back =
        played.segments(PICTURES).stream()
            .filter(s -> s.startMs() == 20_000)
            .findFirst()
            .orElseThrow();
    assertThat(back.independent()).isTrue();
  }

  @Test
  void goesOnWithPicturesWhenTheSoundStays() {
    Script script = new Script().pictures(0, 25, 50, 500).sound(0, Script.AUDIO, 6000);
    Played played = new Played(Script.VIDEO, Script.AUDIO).push(script).end();

    assertThat(played.segments(SOUND)).hasSize(10);
    assertThat(played.segments(SOUND).getLast().gap()).isTrue();
    assertThat(played.durations(SOUND).stream().mapToInt(ms -> ms).sum()).isEqualTo(20_000);
  }

  @Test
  void hasGapsForSoundThatWasAnnouncedAndNeverComes() {
    Script script = new Script().pictures(0, 25, 50, 500);
    Played played = new Played(Script.VIDEO, Script.AUDIO).push(script).end();

    assertThat(played.segments(SOUND)).hasSize(10).allMatch(Segment::gap);
  }

  @Test
  void playsSoundAlthoughTheAnnouncedPicturesNeverCome() {
    Played played =
        new Played(Script.VIDEO, Script.AUDIO)
            .push(new Script().sound(0, Script.AUDIO, 20_000))
            .end();

    assertThat(played.segments(SOUND)).isNotEmpty().noneMatch(Segment::gap);
    assertThat(played.payloads(SOUND)).hasSize(862);
  }

  @Test
  void keepsTheRulesAcrossBreaks() {
    Played played = new Played(Script.VIDEO, Script.AUDIO);
    Broadcast broadcast = new Broadcast(played).push(seconds(0, 13).interleaved());
    played.take(played.segmenter.discontinuity());
    broadcast.push(seconds(500, 21).interleaved());
    broadcast.push(seconds(90_000, 41).interleaved()).end();

    for (TrackKind kind : TrackKind.values()) {
      assertThat(PlaylistChecker.check(broadcast.trace(kind)))
          .filteredOn(violation -> !violation.detail().startsWith("no new version"))
          .isEmpty();
    }
  }

  @Test
  void endsAStreamWhoseTimeStandsStill() {
    Played played = tenSeconds();
    Script still = new Script();
    for (int i = 0; i <= TrackCutter.MAX_SAMPLES_PER_SEGMENT; i++) {
      still.picture(10_000, false);
    }

    assertThatThrownBy(() -> played.push(still)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void passesOverFramesBeforeTheOriginOfTheClock() {
    Played played = tenSeconds();
    played.push(new Script().picture(-5000, true).picture(-4960, false).asWritten());
    played.push(seconds(10_000, 2)).end();

    assertThat(played.payloads(PICTURES)).hasSize(300);
    assertThat(played.segments(PICTURES)).noneMatch(Segment::discontinuity);
  }

  @Test
  void refusesTwoTracksOfOneKind() {
    assertThatThrownBy(() -> new Played(Script.VIDEO, Script.VIDEO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(TrackKind.of(Script.AUDIO)).isEqualTo(SOUND);
  }
}
