package dev.weir.stream.shift;

import dev.weir.media.hls.TrackKind;
import java.util.List;
import java.util.OptionalInt;

/**
 * A stretch of a stream: about a minute of segments, which lie one after the other in one file for
 * each track.
 *
 * @param id which
 * @param firstNumber media sequence number of its first segment; the others follow it without a
 *     gap. A slice whose number does not follow the one before it begins another run
 * @param firstDiscontinuity discontinuity sequence number of its first segment
 * @param tracks the leading one first
 * @param segments in order, at least one
 */
public record ShiftSlice(
    SliceId id,
    long firstNumber,
    long firstDiscontinuity,
    List<ShiftTrack> tracks,
    List<ShiftSegment> segments) {

  /** Makes the lists immutable. */
  public ShiftSlice {
    tracks = List.copyOf(tracks);
    segments = List.copyOf(segments);
  }

  /** When it begins, Unix milliseconds. */
  public long startMs() {
    return segments.getFirst().startMs();
  }

  /** When it ends. */
  public long endMs() {
    return segments.getLast().endMs();
  }

  /** The number of the segment that would follow it. */
  public long nextNumber() {
    return firstNumber + segments.size();
  }

  /** Which of its tracks is of a kind; empty when none is. */
  public OptionalInt track(TrackKind kind) {
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).kind() == kind) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
