package dev.weir.stream.timeline;

import dev.weir.media.frame.Track;
import dev.weir.media.hls.SegmentEvent;
import java.util.List;

/**
 * What leads a timeline from an earlier revision to a later one, or from nothing to all that is
 * held: applied elsewhere, it gives the same playlists and the same bytes.
 *
 * @param revision the later revision
 * @param stage how far the timeline has come then
 * @param tracks what the stream consists of then
 * @param counters where transport stream segments begin, for those who have not seen the ones
 *     before; empty otherwise
 * @param events what happened, in order
 */
public record TimelineChange(
    long revision,
    TimelineView.Stage stage,
    List<Track> tracks,
    List<MuxStart> counters,
    List<SegmentEvent> events) {

  /** Copies the lists. */
  public TimelineChange {
    tracks = List.copyOf(tracks);
    counters = List.copyOf(counters);
    events = List.copyOf(events);
  }
}
