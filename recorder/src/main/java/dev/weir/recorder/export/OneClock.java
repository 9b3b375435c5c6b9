package dev.weir.recorder.export;

import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.KeptSegment.KeptTrack;

/**
 * Puts the segments of a take on one clock. Where its times begin anew, after an interruption that
 * the stream did not survive, the media goes on where it ended: such a gap is closed. Anything else
 * that is missing stays a gap.
 */
final class OneClock {

  private long shiftMs;
  private long endMs;

  /** What to add to the segment's times, milliseconds; to be asked of each segment in turn. */
  long shiftMs(KeptSegment segment) {
    if (segment.newClock()) {
      long startMs = segment.tracks().stream().mapToLong(KeptTrack::startMs).min().orElse(0);
      shiftMs = endMs - startMs;
    }
    for (KeptTrack track : segment.tracks()) {
      endMs = Math.max(endMs, track.startMs() + track.durationMs() + shiftMs);
    }
    return shiftMs;
  }
}
