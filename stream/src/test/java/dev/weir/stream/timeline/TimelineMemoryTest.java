package dev.weir.stream.timeline;

import static dev.weir.media.hls.TrackKind.AUDIO;
import static dev.weir.media.hls.TrackKind.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackKind;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Bytes are made when they are asked for, once, and their memory goes when they are out of date.
 */
final class TimelineMemoryTest {

  private final Studio studio = new Studio().connect().configure();

  @Test
  void holdsMediaOutsideTheHeapAndNoMoreOfItThanTheWindow() {
    Studio busy = new Studio().connect().configure().sendGroups(30, 4_000);
    long held = busy.timelines.memoryBytes();
    busy.sendGroups(60, 4_000);

    assertThat(held).isGreaterThan(10 * 50 * 4_000L);
    assertThat(busy.timelines.memoryBytes()).isBetween(held * 9 / 10, held * 11 / 10);
  }

  @Test
  void keepsNoMediaOnTheHeap() {
    studio.sendGroups(10);
    Part part = video().segments().getFirst().parts().getFirst();

    assertThat(part.payloadBytes()).isPositive();
    assertThatThrownBy(() -> part.samples().getFirst()).isInstanceOf(IllegalStateException.class);
    assertThat(studio.timeline().media(VIDEO, part).map(ByteBuf::readableBytes))
        .contains((int) part.payloadBytes());
  }

  @Test
  void makesBytesOnceForEverybody() {
    studio.sendGroups(3);
    Held part = studio.timeline().part(VIDEO, 1);
    ByteBuf one = Studio.lease(part);
    long memory = studio.timelines.memoryBytes();
    ByteBuf other = Studio.lease(part);

    assertThat(one.isDirect()).isTrue();
    assertThat(other.memoryAddress()).isEqualTo(one.memoryAddress());
    assertThat(studio.timelines.memoryBytes()).isEqualTo(memory);
    one.release();
    other.release();
  }

  @Test
  void makesASegmentOfTheMemoryOfItsParts() {
    studio.sendGroups(3);
    Segment first = video().segments().getFirst();
    int parts = 0;
    for (Part part : first.parts()) {
      parts += Studio.size(studio.timeline().part(VIDEO, part.number()));
    }
    long memory = studio.timelines.memoryBytes();

    assertThat(Studio.size(studio.timeline().segment(VIDEO, first.sequence()))).isEqualTo(parts);
    assertThat(studio.timelines.memoryBytes()).isEqualTo(memory);
  }

  @Test
  void letsASegmentBeFetchedForAsLongAsAPlaylistLastedThatListedIt() {
    studio.sendGroups(4);
    long sequence = video().mediaSequence();
    int groupsListed = 0;
    while (video().mediaSequence() == sequence) {
      studio.sendGroups(1);
      groupsListed++;
    }
    int groupsHeld = 0;
    while (studio.timeline().segment(VIDEO, sequence) instanceof Held.Here) {
      studio.sendGroups(1);
      groupsHeld++;
    }

    assertThat(groupsListed).isGreaterThanOrEqualTo(4);
    assertThat(groupsHeld).isBetween(groupsListed, groupsListed + 6);
    assertThat(studio.timeline().segment(VIDEO, sequence)).isEqualTo(new Held.Gone());
    assertThat(studio.timeline().part(VIDEO, 1)).isEqualTo(new Held.Gone());
    assertThat(studio.timeline().muxed(sequence)).isEqualTo(new Held.Gone());
    assertThat(studio.timeline().segment(VIDEO, sequence - 1)).isEqualTo(new Held.Unknown());
    assertThat(studio.timeline().segment(VIDEO, sequence + 1000)).isEqualTo(new Held.Unknown());
    assertThat(studio.timeline().init(VIDEO, 1)).isInstanceOf(Held.Here.class);
  }

  @Test
  void holdsEverythingThatIsListed() {
    for (int group = 0; group < 40; group++) {
      studio.sendGroups(1);
      for (TrackKind kind : List.of(VIDEO, AUDIO)) {
        studio.view().playlist(kind).stream()
            .flatMap(playlist -> playlist.segments().stream())
            .forEach(segment -> assertListed(kind, segment));
      }
    }
  }

  private void assertListed(TrackKind kind, Segment segment) {
    for (Part part : segment.parts()) {
      assertThat(studio.timeline().part(kind, part.number())).isInstanceOf(Held.Here.class);
    }
    if (segment.closed()) {
      assertThat(studio.timeline().segment(kind, segment.sequence())).isInstanceOf(Held.Here.class);
    }
  }

  @Test
  void freesTheMemoryOfWhatHasLeftButNotUnderAReader() {
    studio.sendGroups(30);
    long sequence = video().mediaSequence();
    ByteBuf reader = Studio.lease(studio.timeline().segment(VIDEO, sequence));
    int size = reader.readableBytes();

    studio.sendGroups(30);
    assertThat(studio.timeline().segment(VIDEO, sequence)).isEqualTo(new Held.Gone());
    assertThat(reader.refCnt()).isPositive();
    assertThat(reader.readableBytes()).isEqualTo(size);
    long memory = studio.timelines.memoryBytes();

    reader.release();
    assertThat(studio.timelines.memoryBytes()).isEqualTo(memory - size);
  }

  @Test
  void freesEverythingAMinuteAfterTheEnd() {
    studio.sendGroups(5);
    fetchAll();
    assertThat(studio.timelines.memoryBytes()).isPositive();

    studio.end();
    assertThat(studio.timelines.memoryBytes()).isPositive();
    studio.loops.advance(TimelineConfig.DEFAULT_KEEP_ENDED);
    assertThat(studio.timelines.memoryBytes()).isZero();
  }

  @Test
  void listsFewerSegmentsWhenTheyAreTooLargeForTheMemory() {
    TimelineConfig usual = TimelineConfig.defaults();
    Studio small =
        new Studio(new TimelineConfig(usual.segmenter(), usual.keepEnded(), 4 * 50 * 10_000L));
    small.connect().configure().sendGroups(12, 10_000);

    MediaPlaylist playlist = small.view().playlist(VIDEO).orElseThrow();
    assertThat(playlist.segments().stream().mapToLong(Segment::payloadBytes).sum())
        .isLessThan(5 * 50 * 10_000L);
    assertThat(playlist.segments().size()).isBetween(3, 5);
    assertThat(small.view().muxed().orElseThrow().mediaSequence())
        .isEqualTo(playlist.mediaSequence());
    assertThat(small.timeline().segment(VIDEO, playlist.mediaSequence()))
        .isInstanceOf(Held.Here.class);
    assertThat(small.timeline().segment(VIDEO, playlist.mediaSequence() - 1))
        .isEqualTo(new Held.Gone());
  }

  private void fetchAll() {
    for (Segment segment : video().segments()) {
      if (segment.closed()) {
        Studio.size(studio.timeline().segment(VIDEO, segment.sequence()));
        Studio.size(studio.timeline().segment(AUDIO, segment.sequence()));
        Studio.size(studio.timeline().muxed(segment.sequence()));
      }
    }
    Studio.size(studio.timeline().init(VIDEO, 1));
    Studio.size(studio.timeline().init(AUDIO, 1));
  }

  private MediaPlaylist video() {
    return studio.view().playlist(VIDEO).orElseThrow();
  }
}
