package dev.weir.media.hls;

import java.util.ArrayList;
import java.util.List;

/**
 * What a live media playlist says at one moment: the window of one track's newest segments. The
 * last segment may still be growing. A playlist of whole, muxed segments (MPEG-TS) is the same,
 * made of the leading track's closed segments alone.
 *
 * @param terms what holds for the timeline
 * @param kind which track; of a muxed playlist, the one that leads
 * @param segments oldest first, without holes in their numbers
 * @param nextPartNumber number of the part that is made next
 * @param ended whether nothing will be added
 */
public record MediaPlaylist(
    TimelineTerms terms,
    TrackKind kind,
    List<Segment> segments,
    long nextPartNumber,
    boolean ended) {

  private static final long SECONDS_A_STEP = 32;

  /** After so many steps, twelve days, the count starts over. */
  private static final long STEPS = 1 << 15;

  /** Makes the list immutable. */
  public MediaPlaylist {
    segments = List.copyOf(segments);
  }

  /** The playlist of a timeline that has just been opened. */
  public static MediaPlaylist empty(TimelineTerms terms, TrackKind kind) {
    return new MediaPlaylist(terms, kind, List.of(), 1, false);
  }

  /** The playlist after {@code event}; the same when the event is about something else. */
  public MediaPlaylist with(SegmentEvent event) {
    return switch (event) {
      case SegmentEvent.TimelineOpened _, SegmentEvent.TracksConfigured _ -> this;
      case SegmentEvent.PartAdded(TrackKind of, Segment segment) ->
          of == kind ? withSegment(segment) : this;
      case SegmentEvent.SegmentClosed(TrackKind of, Segment segment) ->
          of == kind ? withSegment(segment) : this;
      case SegmentEvent.TimelineEnded _ ->
          new MediaPlaylist(terms, kind, segments, nextPartNumber, true);
    };
  }

  /** The playlist with a segment that is new or has grown, and without what left the window. */
  public MediaPlaylist withSegment(Segment segment) {
    List<Segment> kept = new ArrayList<>(segments.size() + 1);
    kept.addAll(segments);
    if (!kept.isEmpty() && kept.getLast().sequence() == segment.sequence()) {
      kept.removeLast();
    } else if (!kept.isEmpty() && kept.getLast().sequence() + 1 < segment.sequence()) {
      // A playlist numbers its segments by their order: it cannot leave any out.
      kept.clear();
    }
    kept.add(segment);
    long totalMs = 0;
    for (Segment each : kept) {
      totalMs += each.durationMs();
    }
    while (kept.size() > 1 && totalMs - kept.getFirst().durationMs() >= terms.windowMs()) {
      totalMs -= kept.removeFirst().durationMs();
    }
    long next = nextPartNumber;
    if (!segment.parts().isEmpty()) {
      Part newest = segment.parts().getLast();
      next = newest.gap() ? newest.number() : newest.number() + 1;
    }
    return new MediaPlaylist(terms, kind, kept, next, ended);
  }

  /** Media sequence number of the first listed segment. */
  public long mediaSequence() {
    return segments.isEmpty() ? terms.firstSequence() : segments.getFirst().sequence();
  }

  /**
   * The number of discontinuities that are no longer listed, counted on from the timeline's first
   * sequence number. A player is told {@link #toldDiscontinuitySequence()}.
   */
  public long discontinuitySequence() {
    if (segments.isEmpty()) {
      return terms.firstSequence();
    }
    Segment first = segments.getFirst();
    return first.discontinuitySequence() - (first.discontinuity() ? 1 : 0);
  }

  /**
   * {@code EXT-X-DISCONTINUITY-SEQUENCE}: the discontinuities that are no longer listed, counted on
   * from where the clock stood, in steps of 32 seconds, when the timeline began. So a timeline that
   * begins anew almost never counts from less than the one before it; and the number stays small,
   * as it must: hls.js keeps a time offset for each number in an array and walks it from 0 at every
   * update (1.7.4: a number of the size of a Unix time stops the page for a minute).
   */
  public long toldDiscontinuitySequence() {
    long first = terms.firstSequence();
    long base = first / SECONDS_A_STEP % STEPS;
    return base + discontinuitySequence() - first;
  }

  /** Whether decoding can start at each listed segment. */
  public boolean independentSegments() {
    return segments.stream().allMatch(segment -> segment.independent() || segment.gap());
  }

  /** The mean frame rate of what is listed; 0 when nothing is. */
  public double framesPerSecond() {
    long samples = 0;
    double seconds = 0;
    for (Segment segment : segments) {
      long ticks = 0;
      for (Part part : segment.parts()) {
        samples += part.samples().size();
        ticks += part.durationTicks();
      }
      seconds += (double) ticks / segment.init().timescale();
    }
    return seconds > 0 ? samples / seconds : 0;
  }

  /** Media sequence number that a part made next would belong to. */
  public long runningSequence() {
    if (segments.isEmpty()) {
      return terms.firstSequence();
    }
    Segment last = segments.getLast();
    return last.closed() ? last.sequence() + 1 : last.sequence();
  }

  /** How many parts the segment of {@link #runningSequence()} has so far. */
  public int runningParts() {
    boolean running = !segments.isEmpty() && !segments.getLast().closed();
    return running ? segments.getLast().parts().size() : 0;
  }

  /**
   * Whether a client that blocks until this part (RFC 8216bis, 6.2.5.2) can be answered.
   *
   * @param part index of the part within the segment, from 0; a number beyond a closed segment's
   *     last part means the first part of the next one
   */
  public boolean reaches(long sequence, int part) {
    long running = runningSequence();
    if (sequence != running) {
      if (sequence == running - 1 && !segments.isEmpty()) {
        Segment newestClosed = newestClosed();
        return part < newestClosed.parts().size() || runningParts() > 0;
      }
      return sequence < running;
    }
    return part < runningParts();
  }

  /** Whether a client that blocks until this whole segment can be answered. */
  public boolean reaches(long sequence) {
    return sequence < runningSequence();
  }

  private Segment newestClosed() {
    Segment last = segments.getLast();
    return last.closed() || segments.size() == 1 ? last : segments.get(segments.size() - 2);
  }
}
