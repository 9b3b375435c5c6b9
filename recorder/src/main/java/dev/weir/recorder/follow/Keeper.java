package dev.weir.recorder.follow;

import dev.weir.recorder.take.SealedSegment;

/** What becomes of a course's segments. Belongs to the course's thread; blocks, and never fails. */
public interface Keeper {

  /** The next segment, whose bytes stay the caller's. */
  void add(SealedSegment segment);

  /** What follows, if anything does, belongs into another file. */
  void finish();
}
