package dev.weir.media.hls;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments of both tracks that carry the same number, as one: what a transport stream segment
 * holds.
 *
 * @param tracks one or two closed segments with the same number, the leading track first
 */
public record MuxedSegment(List<Segment> tracks) {

  /** Checks that the tracks belong together. */
  public MuxedSegment {
    tracks = List.copyOf(tracks);
    if (tracks.stream().map(Segment::sequence).distinct().count() != 1) {
      throw new IllegalArgumentException("segments of different numbers cannot be muxed");
    }
  }

  /** Media sequence number. */
  public long sequence() {
    return tracks.getFirst().sequence();
  }

  /** The segment as a playlist lists it: cut like the leading track, made of all parts. */
  public Segment listed() {
    Segment leading = tracks.getFirst();
    List<Part> parts = new ArrayList<>();
    tracks.forEach(segment -> parts.addAll(segment.parts()));
    return new Segment(
        leading.sequence(),
        leading.discontinuitySequence(),
        leading.discontinuity(),
        leading.init(),
        leading.startMs(),
        leading.programDateTimeMs(),
        leading.durationMs(),
        leading.independent(),
        true,
        parts);
  }
}
