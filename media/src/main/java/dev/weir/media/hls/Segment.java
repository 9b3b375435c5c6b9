package dev.weir.media.hls;

import dev.weir.media.fmp4.Sample;
import java.util.List;
import java.util.stream.Stream;

/**
 * A media segment of one track, complete or still growing. Segments of the two tracks of a
 * rendition that carry the same number are cut at the same point.
 *
 * @param sequence media sequence number
 * @param discontinuitySequence discontinuity sequence number
 * @param discontinuity whether {@code EXT-X-DISCONTINUITY} stands before it
 * @param init what its samples are decoded with
 * @param startMs where it begins, milliseconds on the publisher's decode clock
 * @param programDateTimeMs when its first picture or sound was received, Unix milliseconds
 * @param durationMs the sum of its parts' durations
 * @param independent whether it begins with a frame that decoding can start at
 * @param closed whether it is complete
 * @param parts its parts, in order
 */
public record Segment(
    long sequence,
    long discontinuitySequence,
    boolean discontinuity,
    TrackInit init,
    long startMs,
    long programDateTimeMs,
    int durationMs,
    boolean independent,
    boolean closed,
    List<Part> parts) {

  /** Makes the list immutable. */
  public Segment {
    parts = List.copyOf(parts);
  }

  /** Whether the track has nothing in the whole of it ({@code EXT-X-GAP}). */
  public boolean gap() {
    return parts.stream().allMatch(Part::gap);
  }

  /** The same segment, made of these parts. */
  public Segment with(List<Part> others) {
    return new Segment(
        sequence,
        discontinuitySequence,
        discontinuity,
        init,
        startMs,
        programDateTimeMs,
        durationMs,
        independent,
        closed,
        others);
  }

  /** All samples, in decode order. */
  public Stream<Sample> samples() {
    return parts.stream().flatMap(part -> part.samples().stream());
  }

  /** Bytes of coded media, without the container around them. */
  public long payloadBytes() {
    return parts.stream().mapToLong(Part::payloadBytes).sum();
  }
}
