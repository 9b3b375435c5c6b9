package dev.weir.stream.timeline;

import dev.weir.media.hls.Part;
import dev.weir.media.hls.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What can be fetched of one track: its init segments, segments and parts that are in the playlist
 * or left it a short while ago. Changed on the stream's loop, searched on any thread.
 */
final class HeldTrack {

  private final SegmentBytes bytes;

  private final NumberedBytes inits = new NumberedBytes();
  private final NumberedBytes segments = new NumberedBytes();
  private final NumberedBytes parts = new NumberedBytes();
  private final Deque<Segment> closed = new ArrayDeque<>();
  private final List<SharedBytes> running = new ArrayList<>();
  private final List<Part> runningParts = new ArrayList<>();
  private long payloadBytes;
  private long durationMs;

  HeldTrack(SegmentBytes bytes) {
    this.bytes = bytes;
  }

  NumberedBytes inits() {
    return inits;
  }

  NumberedBytes segments() {
    return segments;
  }

  NumberedBytes parts() {
    return parts;
  }

  /**
   * A part is there, the last one of its segment: its bytes move here.
   *
   * @return the segment without bytes
   */
  Segment add(Segment segment) {
    Part part = segment.parts().getLast();
    inits.add(segment.init().number(), bytes.init(segment.init()));
    if (!part.gap()) {
      SharedBytes partBytes = bytes.part(segment.init(), part);
      running.add(partBytes);
      parts.add(part.number(), partBytes);
    }
    runningParts.add(part.emptied());
    return segment.with(runningParts);
  }

  /**
   * A segment is complete.
   *
   * @return the segment without bytes
   */
  Segment close(Segment segment) {
    Segment emptied = segment.with(runningParts);
    segments.add(segment.sequence(), bytes.segment(List.copyOf(running)));
    running.clear();
    runningParts.clear();
    closed.add(emptied);
    payloadBytes += emptied.payloadBytes();
    durationMs += emptied.durationMs();
    return emptied;
  }

  /** A closed segment, without bytes; empty when it is not held. */
  Optional<Segment> closed(long sequence) {
    return closed.stream().filter(segment -> segment.sequence() == sequence).findAny();
  }

  /** Coded bytes of the closed segments. */
  long payloadBytes() {
    return payloadBytes;
  }

  /** Whether what came after the oldest segment lasts longer than {@code ms}. */
  boolean oldestIsBehind(long ms) {
    return !closed.isEmpty() && durationMs - closed.getFirst().durationMs() > ms;
  }

  /** Whether more than {@code count} segments are there. */
  boolean holdsMoreThan(int count) {
    return closed.size() > count;
  }

  /** Lets go of the oldest segment, of its parts, and of what nothing else needs. */
  void dropOldest() {
    Segment oldest = closed.removeFirst();
    payloadBytes -= oldest.payloadBytes();
    durationMs -= oldest.durationMs();
    segments.dropBefore(oldest.sequence() + 1);
    for (Part part : oldest.parts().reversed()) {
      if (!part.gap()) {
        parts.dropBefore(part.number() + 1);
        break;
      }
    }
    if (!closed.isEmpty()) {
      inits.dropBefore(closed.getFirst().init().number());
    }
  }

  /** Number of the oldest closed segment; 0 when there is none. */
  long oldest() {
    return closed.isEmpty() ? 0 : closed.getFirst().sequence();
  }

  /** Lets go of all bytes, for good; on any thread, when nothing is added any more. */
  void dropAll() {
    segments.dropAll();
    parts.dropAll();
    inits.dropAll();
  }
}
