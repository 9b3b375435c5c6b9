package dev.weir.media.hls;

import static dev.weir.media.hls.Script.AUDIO;
import static dev.weir.media.hls.Script.START_UNIX_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmenterTest {

  private static final TrackKind PICTURES = TrackKind.VIDEO;
  private static final TrackKind SOUND = TrackKind.AUDIO;

  private static List<ByteSlice> payloads(List<MediaFrame> frames, TrackKind kind) {
    return frames.stream()
        .filter(frame -> frame instanceof MediaFrame.VideoFrame == (kind == PICTURES))
        .map(MediaFrame::payload)
        .toList();
  }

  @Test
  void saysNothingBeforeTheSecondKeyFrame() {
    Played played = new Played(Script.VIDEO, AUDIO);
    played.push(new Script().pictures(0, 25, 50, 50).sound(0, AUDIO, 2000));
    assertThat(played.events).isEmpty();

    played.push(new Script().picture(2000, true));

    assertThat(played.events.getFirst()).isInstanceOf(SegmentEvent.TimelineOpened.class);
    assertThat(played.terms().targetDurationS()).isEqualTo(2);
    assertThat(played.terms().firstSequence()).isEqualTo(START_UNIX_MS / 1000);
    assertThat(played.segments(PICTURES)).hasSize(1);
  }

  @Test
  void cutsAtEveryKeyFrameWhenAGroupFillsASegment() {
    Played played =
        new Played(Script.VIDEO, AUDIO)
            .push(new Script().pictures(0, 25, 50, 500).sound(0, AUDIO, 20_000))
            .end();

    assertThat(played.durations(PICTURES)).hasSize(10).containsOnly(2000);
    assertThat(played.segments(PICTURES)).allMatch(Segment::independent);
    assertThat(played.segments(SOUND)).hasSize(10);
    assertThat(played.durations(SOUND)).allMatch(ms -> ms >= 1976 && ms <= 2024);
    assertThat(played.durations(SOUND).stream().mapToInt(ms -> ms).sum()).isBetween(19_976, 20_024);
  }

  @Test
  void playsTheEightSecondGroupsThatObsMakes() {
    Played played =
        new Played(Script.VIDEO, AUDIO)
            .push(new Script().pictures(0, 30, 250, 1000).sound(0, AUDIO, 33_333))
            .end();

    assertThat(played.terms().targetDurationS()).isEqualTo(9);
    assertThat(played.durations(PICTURES)).containsExactly(8333, 8334, 8333, 8333);
    assertThat(played.segments(PICTURES)).allMatch(Segment::independent);
  }

  @Test
  void fillsSegmentsWithWholeShortGroups() {
    Played played = new Played(Script.VIDEO).push(new Script().pictures(0, 30, 15, 600)).end();

    assertThat(played.durations(PICTURES).subList(0, 9)).containsOnly(2000);
    assertThat(played.segments(PICTURES)).allMatch(Segment::independent);
  }

  @Test
  void cutsALaterLongGroupWithoutAKeyFrame() {
    Script script = new Script().pictures(0, 25, 50, 100).pictures(4000, 25, 250, 250);
    Played played = new Played(Script.VIDEO).push(script).end();

    assertThat(played.terms().targetDurationS()).isEqualTo(2);
    assertThat(played.durations(PICTURES))
        .containsExactly(2000, 2000, 2160, 2000, 2000, 2000, 1840);
    assertThat(played.segments(PICTURES).stream().map(Segment::independent))
        .containsExactly(true, true, true, false, false, false, false);
    assertThat(played.playlist(PICTURES).independentSegments()).isFalse();
  }

  @Test
  void cutsSoundAloneByTimeAndAtOnce() {
    Track.AudioTrack track = Script.audio(48_000, 1024);
    Played played = new Played(track).push(new Script().sound(0, track, 100));
    assertThat(played.events.getFirst()).isInstanceOf(SegmentEvent.TimelineOpened.class);

    played.push(new Script().sound(107, track, 20_000)).end();

    assertThat(played.segments(SOUND)).hasSize(11);
    assertThat(played.durations(SOUND).subList(0, 10)).allMatch(ms -> ms >= 2000 && ms <= 2022);
  }

  @Test
  void losesAndRepeatsNothing() {
    Script script = new Script().pictures(23, 29.97, 60, 600).sound(0, AUDIO, 20_050);
    List<MediaFrame> frames = script.interleaved();
    Played played = new Played(Script.VIDEO, AUDIO).push(frames).end();

    assertThat(played.payloads(PICTURES)).isEqualTo(payloads(frames, PICTURES));
    assertThat(played.payloads(SOUND)).isEqualTo(payloads(frames, SOUND));
  }

  @Test
  void numbersTheSegmentsOfBothTracksAlike() {
    Played played =
        new Played(Script.VIDEO, AUDIO)
            .push(new Script().pictures(0, 25, 50, 500).sound(0, AUDIO, 20_000))
            .end();

    assertThat(played.segments(PICTURES).stream().map(Segment::sequence))
        .isEqualTo(played.segments(SOUND).stream().map(Segment::sequence).toList())
        .startsWith(START_UNIX_MS / 1000, START_UNIX_MS / 1000 + 1);
    for (int i = 0; i < played.segments(PICTURES).size(); i++) {
      long apartMs =
          played.segments(SOUND).get(i).startMs() - played.segments(PICTURES).get(i).startMs();
      assertThat(apartMs).isBetween(0L, 24L);
    }
  }

  @Test
  void holdsSoundBackUntilItsPictureIsThere() {
    Played played = new Played(Script.VIDEO, AUDIO);
    played.push(new Script().pictures(0, 25, 50, 51).sound(0, AUDIO, 2000));
    long before = played.playlist(SOUND).nextPartNumber();

    played.push(new Script().sound(2020, AUDIO, 1500));
    assertThat(played.playlist(SOUND).nextPartNumber()).isEqualTo(before);

    played.push(new Script().pictures(2040, 25, 50, 36));
    assertThat(played.playlist(SOUND).nextPartNumber()).isGreaterThan(before + 5);
  }

  @Test
  void datesSegmentsByTheirFirstPictureAndSound() {
    Played played =
        new Played(Script.VIDEO, AUDIO)
            .push(new Script().pictures(0, 25, 50, 150).sound(0, AUDIO, 6000))
            .end();

    // The made-up publisher's pictures are shown 80 ms after they are decoded.
    assertThat(played.segments(PICTURES).stream().map(Segment::programDateTimeMs))
        .containsExactly(START_UNIX_MS + 80, START_UNIX_MS + 2080, START_UNIX_MS + 4080);
    assertThat(played.segments(SOUND).getFirst().programDateTimeMs()).isEqualTo(START_UNIX_MS);
  }

  @Test
  void keepsALittleSoundThatComesBeforeTheFirstPicture() {
    Script script = new Script().pictures(1000, 25, 50, 101).sound(500, AUDIO, 4000);
    Played played = new Played(Script.VIDEO, AUDIO).push(script).end();

    Segment first = played.segments(SOUND).getFirst();
    assertThat(first.startMs()).isBetween(750L, 774L);
    assertThat(played.durations(SOUND)).allMatch(ms -> Math.round(ms / 1000.0) <= 2);
  }

  @Test
  void endsWithWhatItHasWhenTheStreamWasShort() {
    Played played = new Played(Script.VIDEO, AUDIO);
    played.push(new Script().pictures(0, 25, 50, 20).sound(0, AUDIO, 800)).end();

    assertThat(played.durations(PICTURES)).containsExactly(800);
    assertThat(played.events.getLast()).isInstanceOf(SegmentEvent.TimelineEnded.class);
    assertThat(played.playlist(PICTURES).ended()).isTrue();
    assertThat(played.segmenter.accept(new Script().picture(900, true).interleaved().getFirst(), 0))
        .isEmpty();
  }

  @Test
  void saysNothingAboutAStreamThatNeverBegan() {
    Played played = new Played(Script.VIDEO, AUDIO);
    played.push(List.of(new Script().picture(0, false).interleaved().getFirst())).end();

    assertThat(played.events).isEmpty();
  }

  @Test
  void fixesTheTermsAfterTenSecondsWithoutASecondKeyFrame() {
    Played played = new Played(Script.VIDEO).push(new Script().pictures(0, 25, 10_000, 251));

    assertThat(played.terms().targetDurationS()).isEqualTo(10);
  }

  @Test
  void passesOverFramesOfTracksThatItDoesNotHave() {
    Played played = new Played(Script.VIDEO);
    played.push(new Script().pictures(0, 25, 50, 101).sound(0, AUDIO, 4000)).end();

    assertThat(played.segments(SOUND)).isEmpty();
    assertThat(played.segments(PICTURES)).hasSize(3);
  }
}
