package dev.weir.recorder.follow;

import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.SealedSegment;
import dev.weir.recorder.take.SealedSegment.SealedTrack;
import dev.weir.stream.timeline.Held;
import dev.weir.stream.timeline.Timeline;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the segments of all tracks together that were cut at the same point, and takes leases on
 * their bytes, which the timeline may let go of meanwhile. On the stream's loop.
 */
public final class SegmentPairing {

  /** Sound is held back by three seconds at most; so many segments wait for it, and no more. */
  static final int MAX_WAITING = 8;

  private final Timeline timeline;
  private final TreeMap<Long, Map<TrackKind, SealedTrack>> waiting = new TreeMap<>();

  private boolean begun;

  /** Pairs the segments of a timeline. */
  public SegmentPairing(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * A segment of one track is closed.
   *
   * @param kinds of the tracks that the stream has now
   * @return what is whole by that, in order
   */
  public List<SealedSegment> closed(Segment segment, Set<TrackKind> kinds) {
    Optional<SealedTrack> leased = lease(segment);
    if (leased.isEmpty()) {
      return List.of();
    }
    waiting
        .computeIfAbsent(segment.sequence(), _ -> new EnumMap<>(TrackKind.class))
        .put(segment.init().kind(), leased.get());
    List<SealedSegment> whole = new ArrayList<>();
    while (!waiting.isEmpty()
        && (waiting.size() > MAX_WAITING
            || waiting.firstEntry().getValue().keySet().containsAll(kinds))) {
      takeFirst(kinds).ifPresent(whole::add);
    }
    return whole;
  }

  /** All that waits, whole or not: nothing will come any more. */
  public List<SealedSegment> rest() {
    List<SealedSegment> rest = new ArrayList<>();
    while (!waiting.isEmpty()) {
      takeFirst(Set.of()).ifPresent(rest::add);
    }
    return rest;
  }

  /** Lets go of all that waits. */
  void release() {
    rest().forEach(SealedSegment::release);
  }

  /** What is in half at the beginning is left out: recording began in the middle of it. */
  private Optional<SealedSegment> takeFirst(Set<TrackKind> kinds) {
    Map.Entry<Long, Map<TrackKind, SealedTrack>> first = waiting.pollFirstEntry();
    SealedSegment sealed =
        new SealedSegment(first.getKey(), !begun, List.copyOf(first.getValue().values()));
    if (!begun && !first.getValue().keySet().containsAll(kinds)) {
      sealed.release();
      return Optional.empty();
    }
    begun = true;
    return Optional.of(sealed);
  }

  private Optional<SealedTrack> lease(Segment segment) {
    List<ByteBuf> chunks = new ArrayList<>();
    for (Part part : segment.parts()) {
      if (part.gap()) {
        continue;
      }
      Optional<ByteBuf> chunk =
          timeline.part(segment.init().kind(), part.number()) instanceof Held.Here(var bytes)
              ? bytes.lease()
              : Optional.empty();
      if (chunk.isEmpty()) {
        chunks.forEach(ByteBuf::release);
        return Optional.empty();
      }
      chunks.add(chunk.get());
    }
    return Optional.of(new SealedTrack(segment, chunks));
  }
}
