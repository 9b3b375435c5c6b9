package dev.weir.media.hls;

/** Numbers the segments of a timeline, the same for all of its tracks. */
final class SegmentNumbers {

  private long nextSequence;
  private long discontinuitySequence;
  private boolean nothingBefore = true;

  /** The first segment and the first stretch without discontinuity get {@code first}. */
  SegmentNumbers(long first) {
    nextSequence = first;
    discontinuitySequence = first;
  }

  /** The first segment after a discontinuity, or of all. */
  Cut beginPeriod(long atMs) {
    boolean discontinuity = !nothingBefore;
    if (discontinuity) {
      discontinuitySequence++;
    }
    nothingBefore = false;
    return new Cut(nextSequence++, discontinuitySequence, discontinuity, atMs);
  }

  /** A segment that continues the one before it. */
  Cut next(long atMs) {
    return new Cut(nextSequence++, discontinuitySequence, false, atMs);
  }
}
