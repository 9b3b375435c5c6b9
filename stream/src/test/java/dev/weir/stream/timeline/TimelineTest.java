package dev.weir.stream.timeline;

import static dev.weir.media.hls.TrackKind.AUDIO;
import static dev.weir.media.hls.TrackKind.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.Segment;
import dev.weir.stream.fanout.Tags;
import dev.weir.stream.timeline.TimelineView.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What readers see of a stream, from its first frame to some time after its end. */
final class TimelineTest {

  private final Studio studio = new Studio().connect();

  @Test
  void saysNothingBeforeTheSecondKeyFrame() {
    studio.configure().sendGroups(1);
    assertThat(studio.view().stage()).isEqualTo(Stage.GATHERING);
    assertThat(studio.view().tracks()).hasSize(2);
    assertThat(studio.view().leading()).isEmpty();

    studio.sendKey();
    assertThat(studio.view().stage()).isEqualTo(Stage.LIVE);
    assertThat(studio.view().leading().orElseThrow().segments().getFirst().closed()).isTrue();
    assertThat(studio.view().muxed()).isEmpty();

    studio.send(List.of(Tags.inter(2040)));
    assertThat(studio.view().muxed().orElseThrow().segments()).hasSize(1);
  }

  @Test
  void numbersSegmentsFromTheUnixSecond() {
    long second = studio.loops.time().now().getEpochSecond();
    studio.configure().sendGroups(3);

    MediaPlaylist playlist = video();
    assertThat(playlist.terms().firstSequence()).isEqualTo(second);
    assertThat(playlist.mediaSequence()).isEqualTo(second);
    assertThat(playlist.discontinuitySequence()).isEqualTo(second);
  }

  @Test
  void showsBothTracksCutAtTheSameNumbers() {
    studio.configure().sendGroups(6);

    List<Long> video = closed(video());
    assertThat(video).hasSize(5);
    assertThat(closed(studio.view().playlist(AUDIO).orElseThrow())).isEqualTo(video);
    assertThat(closed(studio.view().muxed().orElseThrow())).isEqualTo(video);
  }

  @Test
  void carriesSoundAloneWhenTheEncoderSaysThatThereIsNothingElse() {
    studio.send(List.of(Tags.audioConfig(0)));
    for (int ms = 0; ms <= 3000; ms += 23) {
      studio.send(List.of(Tags.audio(ms)));
    }

    assertThat(studio.view().tracks()).singleElement().isInstanceOf(Track.AudioTrack.class);
    assertThat(studio.view().playlist(VIDEO)).isEmpty();
    assertThat(studio.view().leading().orElseThrow().kind()).isEqualTo(AUDIO);
    assertThat(studio.view().muxed()).isPresent();
  }

  @Test
  void waitsASecondForTheOtherTrackAndThenTakesItAsADiscontinuity() {
    studio.send(List.of(Tags.videoConfig(0)));
    for (int group = 0; group < 3; group++) {
      studio.send(pictures(group * 2000L));
    }
    assertThat(studio.view().tracks()).hasSize(1);

    studio.send(List.of(Tags.audioConfig(6000))).send(Tags.group(6000, 50));
    studio.send(Tags.group(8000, 50));
    assertThat(studio.view().tracks()).hasSize(2);
    assertThat(video().segments()).filteredOn(Segment::discontinuity).hasSize(1);
  }

  @Test
  void goesOnWithSoundWhenPicturesStayAway() {
    studio.configure().sendGroups(3);
    long before = studio.view().revision();
    for (int ms = 6000; ms <= 10_000; ms += 23) {
      studio.send(List.of(Tags.audio(ms)));
    }

    assertThat(studio.view().revision()).isGreaterThan(before);
    assertThat(closed(studio.view().playlist(AUDIO).orElseThrow())).hasSizeGreaterThan(2);
  }

  @Test
  void marksOneDiscontinuityWhenTheEncoderComesBack() {
    studio.configure().sendGroups(3).disconnect();
    assertThat(video().segments().getLast().closed()).isTrue();

    studio.loops.advance(Duration.ofSeconds(3));
    studio.connect().configure().send(Tags.group(0, 50)).send(Tags.group(2000, 50));

    List<Segment> segments = video().segments();
    assertThat(segments).filteredOn(Segment::discontinuity).hasSize(1);
    assertThat(segments).extracting(s -> s.init().number()).containsOnly(1);
    assertThat(studio.view().muxed().orElseThrow().segments())
        .filteredOn(Segment::discontinuity)
        .hasSize(1);
  }

  @Test
  void namesANewInitSegmentWhenTheConfigurationChanges() {
    studio.configure().sendGroups(2);
    studio.send(List.of(Tags.otherVideoConfig(4000))).sendGroups(2);

    List<Segment> segments = video().segments();
    assertThat(segments.getLast().init().number()).isEqualTo(2);
    assertThat(segments).filteredOn(Segment::discontinuity).hasSize(1);
    assertThat(Studio.size(studio.timeline().init(VIDEO, 1))).isPositive();
    assertThat(Studio.size(studio.timeline().init(VIDEO, 2))).isPositive();
    assertThat(studio.timeline().init(VIDEO, 3)).isEqualTo(new Held.Unknown());
    assertThat(studio.timeline().init(VIDEO, 0)).isEqualTo(new Held.Unknown());
  }

  @Test
  void endsItsPlaylistsAndStaysForAMinute() {
    studio.configure().sendGroups(3).end();

    assertThat(studio.view().ended()).isTrue();
    assertThat(video().ended()).isTrue();
    assertThat(studio.view().muxed().orElseThrow().ended()).isTrue();
    assertThat(studio.timelines.hasEnded(Studio.ADDRESS)).isTrue();

    studio.loops.advance(TimelineConfig.DEFAULT_KEEP_ENDED);
    assertThat(studio.timelines.find(Studio.ADDRESS)).isEmpty();
    assertThat(studio.timelines.hasEnded(Studio.ADDRESS)).isTrue();

    studio.loops.advance(Departed.MEMORY.plusSeconds(1));
    assertThat(studio.timelines.hasEnded(Studio.ADDRESS)).isFalse();
  }

  @Test
  void isReplacedWhenTheStreamBeginsAnew() {
    studio.configure().sendGroups(3).end();
    Timeline before = studio.timeline();
    long sequence = before.view().leading().orElseThrow().mediaSequence();

    studio.connect();
    assertThat(studio.timeline()).isNotSameAs(before);
    assertThat(studio.timelines.hasEnded(Studio.ADDRESS)).isFalse();
    assertThat(before.segment(VIDEO, sequence)).isEqualTo(new Held.Gone());

    studio.configure().sendGroups(3);
    studio.loops.advance(TimelineConfig.DEFAULT_KEEP_ENDED);
    assertThat(studio.timelines.find(Studio.ADDRESS)).isPresent();
    assertThat(video().mediaSequence()).isGreaterThan(sequence + 3);
  }

  @Test
  void saysWhenNothingOfAStreamCanBeCarried() {
    byte[] speex = {(byte) 0xB2, 1, 2, 3};
    studio.send(List.of(new FlvTag.AudioTag(0, speex), new FlvTag.AudioTag(20, speex)));
    assertThat(studio.view().stage()).isEqualTo(Stage.UNPLAYABLE);

    studio.send(List.of(Tags.videoConfig(40)));
    for (int group = 0; group < 3; group++) {
      studio.send(pictures(group * 2000L));
    }
    assertThat(studio.view().stage()).isEqualTo(Stage.LIVE);
  }

  private MediaPlaylist video() {
    return studio.view().playlist(VIDEO).orElseThrow();
  }

  private static List<FlvTag> pictures(long fromMs) {
    return Tags.group(fromMs, 50).stream().filter(FlvTag.VideoTag.class::isInstance).toList();
  }

  private static List<Long> closed(MediaPlaylist playlist) {
    return playlist.segments().stream().filter(Segment::closed).map(Segment::sequence).toList();
  }
}
