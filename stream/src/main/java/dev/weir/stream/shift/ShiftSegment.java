package dev.weir.stream.shift;

import java.util.List;

/**
 * A segment of a slice.
 *
 * @param discontinuity whether its times do not go on from those before it, or something is missing
 * @param independent whether decoding can start at it
 * @param stretches one for each track of the slice, in their order
 */
public record ShiftSegment(boolean discontinuity, boolean independent, List<Stretch> stretches) {

  /**
   * Where a track's bytes of it are.
   *
   * @param startMs when its beginning was received, Unix milliseconds
   * @param durationMs how long it lasts
   * @param offset where it begins in the track's file
   * @param bytes how long it is; 0 for a gap
   */
  public record Stretch(long startMs, int durationMs, long offset, int bytes) {}

  /** Makes the list immutable. */
  public ShiftSegment {
    stretches = List.copyOf(stretches);
  }

  /** When it begins: as its leading track does. */
  public long startMs() {
    return stretches.getFirst().startMs();
  }

  /** When it ends. */
  public long endMs() {
    return startMs() + stretches.getFirst().durationMs();
  }
}
