package dev.weir.gateway.shift;

import dev.weir.media.hls.RangedPlaylist;
import dev.weir.media.hls.RangedPlaylist.Place;
import dev.weir.media.hls.TrackKind;
import dev.weir.media.hls.VodPlaylist;
import dev.weir.stream.shift.ShiftSegment;
import dev.weir.stream.shift.ShiftSegment.Stretch;
import dev.weir.stream.shift.ShiftSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a playlist of the past lists. Pure. */
final class ShiftListing {

  /** Longest time that one playlist lists which is over. */
  static final long MAX_WHOLE_MS = 6 * 3_600_000L;

  /** Segments that a playlist which goes on has before and behind where it is played. */
  static final int TARGETS = 3;

  private static final long SOUND_MS = 30;

  private final ShiftSlice slice;
  private final int index;
  private final ShiftSegment segment;

  private ShiftListing(ShiftSlice slice, int index) {
    this.slice = slice;
    this.index = index;
    this.segment = slice.segments().get(index);
  }

  private long number() {
    return slice.firstNumber() + index;
  }

  private boolean follows(ShiftListing other) {
    return number() == other.number() + 1;
  }

  private long discontinuities() {
    return slice.firstDiscontinuity()
        + slice.segments().subList(1, index + 1).stream()
            .filter(ShiftSegment::discontinuity)
            .count();
  }

  /**
   * The playlist of a stream that is played at a position which advances as time does: what is
   * three target durations around it. It keeps to one run, so that numbers have no gap: where a run
   * ends, its end is listed until the position has come to the next one.
   *
   * @param slices around the position, in order
   * @param positionMs Unix milliseconds
   * @return empty when nothing was kept up to then
   */
  static Optional<RangedPlaylist> sliding(
      List<ShiftSlice> slices, TrackKind kind, long positionMs) {
    List<ShiftListing> run = run(slices, kind, positionMs);
    if (run.isEmpty()) {
      return Optional.empty();
    }
    long targetMs = run.stream().mapToLong(one -> length(one.segment)).max().orElse(1);
    long aroundMs = TARGETS * targetMs;
    long playedMs =
        run.stream()
            .filter(one -> one.segment.startMs() <= positionMs)
            .mapToLong(one -> Math.min(positionMs, one.segment.endMs()))
            .max()
            .orElse(positionMs);
    List<ShiftListing> listed =
        run.stream()
            .filter(one ->
                one.segment.endMs() > playedMs - aroundMs
                    && one.segment.startMs() < playedMs + aroundMs)
            .toList();
    ShiftListing first = listed.getFirst();
    return Optional.of(
        new RangedPlaylist(
            new Place.Sliding(first.number(), first.discontinuities()),
            seconds(targetMs),
            Math.max(0, playedMs - first.segment.startMs()),
            entries(listed, kind)));
  }

  /**
   * The playlist of what was between two times. It begins with the segment before its start that
   * decoding can start at.
   *
   * @return empty when nothing was
   */
  static Optional<RangedPlaylist> whole(
      List<ShiftSlice> slices, TrackKind kind, ShiftWish.Between wish) {
    List<ShiftListing> all = all(slices, kind);
    int begin = 0;
    while (begin < all.size() && all.get(begin).segment.endMs() <= wish.startMs()) {
      begin++;
    }
    int end = begin;
    while (end < all.size() && all.get(end).segment.startMs() < wish.endMs()) {
      end++;
    }
    if (begin == end) {
      return Optional.empty();
    }
    while (!all.get(begin).segment.independent()
        && begin > 0
        && all.get(begin).follows(all.get(begin - 1))) {
      begin--;
    }
    List<ShiftListing> listed = all.subList(begin, end);
    long startOffsetMs = Math.max(0, wish.startMs() - listed.getFirst().segment.startMs());
    long targetMs = listed.stream().mapToLong(one -> length(one.segment)).max().orElse(1);
    return Optional.of(
        new RangedPlaylist(
            new Place.Whole(), seconds(targetMs), startOffsetMs, entries(listed, kind)));
  }

  /** The last run that has begun by then. */
  private static List<ShiftListing> run(List<ShiftSlice> slices, TrackKind kind, long positionMs) {
    List<ShiftListing> run = new ArrayList<>();
    for (ShiftListing one : all(slices, kind)) {
      boolean follows = !run.isEmpty() && one.follows(run.getLast());
      if (!follows) {
        if (one.segment.startMs() > positionMs) {
          return run;
        }
        run.clear();
      }
      run.add(one);
    }
    return run;
  }

  private static List<ShiftListing> all(List<ShiftSlice> slices, TrackKind kind) {
    List<ShiftListing> all = new ArrayList<>();
    for (ShiftSlice slice : slices) {
      // What two nodes have at a time, because one did not know yet that it had lost the stream,
      // is listed once.
      boolean isNew = all.isEmpty() || slice.firstNumber() > all.getLast().number();
      for (int i = 0; isNew && slice.track(kind).isPresent() && i < slice.segments().size(); i++) {
        all.add(new ShiftListing(slice, i));
      }
    }
    return all;
  }

  private static List<RangedPlaylist.Entry> entries(List<ShiftListing> listed, TrackKind kind) {
    List<RangedPlaylist.Entry> entries = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      ShiftListing one = listed.get(i);
      boolean follows = i == 0 || one.follows(listed.get(i - 1));
      boolean discontinuity = i > 0 && (!follows || one.segment.discontinuity());
      OptionalInt track = one.slice.track(kind);
      Stretch media = one.segment.stretches().get(track.orElseThrow());
      entries.add(
          new RangedPlaylist.Entry(
              new ShiftResource.Media(one.slice.id(), kind).file(),
              one.slice.tracks().get(track.orElseThrow()).initBytes(),
              new VodPlaylist.Entry(
                  media.durationMs(),
                  media.offset(),
                  media.bytes(),
                  discontinuity,
                  media.startMs())));
    }
    return entries;
  }

  /** Sound may last a little longer than the pictures that it is cut with. */
  private static int seconds(long targetMs) {
    return Math.toIntExact(Math.ceilDiv(targetMs + SOUND_MS, 1_000));
  }

  private static long length(ShiftSegment segment) {
    return segment.endMs() - segment.startMs();
  }
}
