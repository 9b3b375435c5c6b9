package dev.weir.media.hls;

import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.ts.TsContinuity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the segments of a timeline's tracks together for the playlist of transport streams, as soon
 * as all tracks have closed theirs. Only the counters of packets are worked out here; no bytes are
 * made. An instance belongs to one thread.
 */
public final class SegmentMuxer {

  private final List<Segment> waiting = new ArrayList<>();
  private final Map<Long, TsContinuity> known = new HashMap<>();

  private List<TrackInit> inits = List.of();
  private TsContinuity continuity = TsContinuity.START;

  /**
   * Says where the counters are before a segment, for a muxer that has not seen all segments before
   * it.
   */
  public void begin(long sequence, TsContinuity before) {
    known.put(sequence, before);
  }

  /** Takes the next event, and gives the muxed segment that it completes. */
  public Optional<MuxedSegment> accept(SegmentEvent event) {
    switch (event) {
      case SegmentEvent.TracksConfigured(List<TrackInit> configured) -> inits = configured;
      case SegmentEvent.SegmentClosed(TrackKind _, Segment segment) -> {
        waiting.add(segment);
        return complete(segment.sequence());
      }
      case SegmentEvent.TimelineOpened _,
          SegmentEvent.PartAdded _,
          SegmentEvent.TimelineEnded _ -> {}
    }
    return Optional.empty();
  }

  private Optional<MuxedSegment> complete(long sequence) {
    List<Segment> tracks = new ArrayList<>();
    for (TrackInit init : inits) {
      waiting.stream()
          .filter(s -> s.sequence() == sequence && s.init().kind() == init.kind())
          .forEach(tracks::add);
    }
    if (tracks.size() < inits.size()) {
      return Optional.empty();
    }
    waiting.removeIf(segment -> segment.sequence() <= sequence);
    TsContinuity told = known.remove(sequence);
    MuxedSegment muxed = new MuxedSegment(tracks, told == null ? continuity : told);
    continuity = after(muxed);
    return Optional.of(muxed);
  }

  private static TsContinuity after(MuxedSegment muxed) {
    try {
      return muxed.continuityAfter();
    } catch (UnsupportedMediaException e) {
      return muxed.continuity(); // nobody can ask for its bytes
    }
  }
}
