package dev.weir.media.hls;

import java.util.List;

/** What the segmenter tells, in the order in which it must be published. */
public sealed interface SegmentEvent {

  /** The first event of all: the terms are fixed, and playlists may go out from now on. */
  record TimelineOpened(TimelineTerms terms) implements SegmentEvent {}

  /**
   * What the segments from now on consist of; the second event of all, and again at each change.
   *
   * @param inits one for each track, the leading one first
   */
  record TracksConfigured(List<TrackInit> inits) implements SegmentEvent {

    /** Makes the list immutable. */
    public TracksConfigured {
      inits = List.copyOf(inits);
    }
  }

  /**
   * A part is complete.
   *
   * @param kind the track it belongs to
   * @param segment its segment as it stands now, this part being the last one
   */
  record PartAdded(TrackKind kind, Segment segment) implements SegmentEvent {

    /** The new part. */
    public Part part() {
      return segment.parts().getLast();
    }
  }

  /** A segment is complete; all of its parts were added before. */
  record SegmentClosed(TrackKind kind, Segment segment) implements SegmentEvent {}

  /** The last event of all: nothing will be added any more. */
  record TimelineEnded() implements SegmentEvent {}
}
