package dev.weir.gateway.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.shift.ShiftWish.Between;
import dev.weir.media.hls.RangedPlaylist;
import dev.weir.media.hls.RangedPlaylist.Place;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.shift.ShiftSegment;
import dev.weir.stream.shift.ShiftSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What playlists of the past list. */
final class ShiftListingTest {

  private static final long BEGIN = 1_763_800_000_000L;
  private static final long NUMBER = 1_763_800_000L;

  /** Five minutes, three minutes of nothing, five minutes. */
  private static final List<ShiftSlice> SLICES = slices();

  private static List<ShiftSlice> slices() {
    List<ShiftSlice> slices = new ArrayList<>(Past.minutes(BEGIN, NUMBER, 5));
    slices.addAll(Past.minutes(BEGIN + 480_000, NUMBER + 480, 5));
    return slices;
  }

  private static RangedPlaylist at(long behindBeginMs) {
    return ShiftListing.sliding(SLICES, TrackKind.VIDEO, BEGIN + behindBeginMs).orElseThrow();
  }

  @Test
  void aPositionIsPlayedExactly() {
    RangedPlaylist playlist = at(61_500);

    long first = playlist.entries().getFirst().media().programDateTimeMs();
    assertThat(first + playlist.startOffsetMs()).isEqualTo(BEGIN + 61_500);
    assertThat(playlist.entries()).hasSizeBetween(5, 10);
  }

  @Test
  void aSegmentKeepsItsNumberAsTimeGoesOn() {
    Map<Long, Long> numbers = new HashMap<>();
    long lastNumber = 0;
    for (long ms = 1_000; ms < 780_000; ms += 500) {
      RangedPlaylist playlist = at(ms);
      Place.Sliding place = (Place.Sliding) playlist.place();
      assertThat(place.mediaSequence()).isGreaterThanOrEqualTo(lastNumber);
      lastNumber = place.mediaSequence();
      for (int i = 0; i < playlist.entries().size(); i++) {
        long number = place.mediaSequence() + i;
        long startMs = playlist.entries().get(i).media().programDateTimeMs();
        assertThat(numbers.merge(number, startMs, (known, _) -> known)).isEqualTo(startMs);
      }
    }
    assertThat(numbers).hasSize(300);
  }

  /** Players walk through all numbers from 0, so that one as large as the time stops them. */
  @Test
  void discontinuitiesAreCountedOnFromWhatTheSliceSays() {
    ShiftSlice whole = Past.minute(BEGIN, NUMBER, true);
    List<ShiftSegment> segments = new ArrayList<>(whole.segments());
    ShiftSegment tenth = segments.get(10);
    segments.set(10, new ShiftSegment(true, tenth.independent(), tenth.stretches()));
    List<ShiftSlice> broken =
        List.of(
            new ShiftSlice(
                whole.id(),
                whole.firstNumber(),
                whole.firstDiscontinuity(),
                whole.tracks(),
                segments));

    for (long ms = 1_000; ms < 60_000; ms += 1_000) {
      RangedPlaylist playlist =
          ShiftListing.sliding(broken, TrackKind.VIDEO, BEGIN + ms).orElseThrow();
      Place.Sliding place = (Place.Sliding) playlist.place();
      long behind = place.mediaSequence() < NUMBER + 10 ? 7 : 8;
      assertThat(place.discontinuitySequence()).as("at %d ms", ms).isEqualTo(behind);
      assertThat(playlist.write()).contains("#EXT-X-DISCONTINUITY-SEQUENCE:" + behind + "\n");
    }
  }

  @Test
  void whereNothingIsTheEndOfWhatWasIsListed() {
    RangedPlaylist playlist = at(400_000);

    assertThat(playlist.entries().getLast().media().programDateTimeMs()).isEqualTo(BEGIN + 298_000);
  }

  @Test
  void beforeTheFirstSegmentThereIsNothing() {
    assertThat(ShiftListing.sliding(SLICES, TrackKind.VIDEO, BEGIN - 1)).isEmpty();
    assertThat(ShiftListing.sliding(List.of(), TrackKind.VIDEO, BEGIN)).isEmpty();
  }

  @Test
  void whatIsOverBeginsWithTheSegmentOfItsStart() {
    RangedPlaylist playlist =
        ShiftListing.whole(SLICES, TrackKind.AUDIO, new Between(BEGIN + 121_999, BEGIN + 500_000))
            .orElseThrow();

    assertThat(playlist.place()).isEqualTo(new Place.Whole());
    assertThat(playlist.entries().getFirst().media().programDateTimeMs())
        .isEqualTo(BEGIN + 120_000);
    assertThat(playlist.startOffsetMs()).isEqualTo(1_999);
    assertThat(playlist.entries()).hasSize(90 + 10);
    assertThat(playlist.entries().stream().filter(entry -> entry.media().discontinuity()))
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.media().programDateTimeMs()).isEqualTo(BEGIN + 480_000));
    assertThat(playlist.write())
        .contains("#EXT-X-ENDLIST", "#EXT-X-START:TIME-OFFSET=1.999,PRECISE=YES");
  }

  @Test
  void whatTwoNodesHaveIsListedOnce() {
    List<ShiftSlice> twice = new ArrayList<>(SLICES);
    twice.add(6, Past.minute(BEGIN + 481_000, NUMBER + 490, true));

    RangedPlaylist playlist =
        ShiftListing.whole(twice, TrackKind.VIDEO, new Between(BEGIN, BEGIN + 900_000))
            .orElseThrow();

    assertThat(playlist.entries()).hasSize(300);
  }
}
