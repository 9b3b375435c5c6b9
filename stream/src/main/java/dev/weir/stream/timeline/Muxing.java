package dev.weir.stream.timeline;

import dev.weir.media.hls.MuxedSegment;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings together the segments of both tracks that carry the same number, which are closed one
 * shortly after the other. Belongs to the stream's loop.
 */
final class Muxing {

  /** Most numbers that wait for their other track; a track that vanished ends there. */
  private static final int MAX_PENDING = 8;

  private final TreeMap<Long, Map<TrackKind, Segment>> pending = new TreeMap<>();

  /** Takes a closed segment; the muxed ones that it completes, oldest first. */
  List<MuxedSegment> close(TrackKind kind, Segment segment, Set<TrackKind> kinds) {
    pending
        .computeIfAbsent(segment.sequence(), s -> new EnumMap<>(TrackKind.class))
        .put(kind, segment);
    List<MuxedSegment> complete = new ArrayList<>();
    while (!pending.isEmpty()) {
      Map<TrackKind, Segment> oldest = pending.firstEntry().getValue();
      if (!oldest.keySet().containsAll(kinds) && pending.size() <= MAX_PENDING) {
        break;
      }
      muxed(oldest).ifPresent(complete::add);
      pending.pollFirstEntry();
    }
    return complete;
  }

  /** Pictures lead; an enum map has them first. */
  private static Optional<MuxedSegment> muxed(Map<TrackKind, Segment> tracks) {
    return tracks.isEmpty()
        ? Optional.empty()
        : Optional.of(new MuxedSegment(List.copyOf(tracks.values())));
  }
}
