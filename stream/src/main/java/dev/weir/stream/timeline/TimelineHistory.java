package dev.weir.stream.timeline;

import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TrackKind;
import dev.weir.media.ts.TsContinuity;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a timeline came to be what it is: the events of all segments that are held. Runs on the
 * timeline's loop. It keeps no bytes but those that the timeline holds anyway.
 */
final class TimelineHistory {

  private final Deque<Noted> common = new ArrayDeque<>();
  private final Map<TrackKind, Deque<Noted>> tracks = new EnumMap<>(TrackKind.class);
  private final NavigableMap<Long, TsContinuity> muxed = new TreeMap<>();
  private TimelineChange newest =
      new TimelineChange(0, TimelineView.Stage.GATHERING, List.of(), List.of(), List.of());
  private long ordinal;
  private long forgottenRevision;

  /** An event, in which order it came, and the revision in which it could first be seen. */
  private record Noted(long ordinal, long revision, SegmentEvent event) {}

  TimelineHistory() {
    for (TrackKind kind : TrackKind.values()) {
      tracks.put(kind, new ArrayDeque<>());
    }
  }

  void add(TimelineChange change) {
    for (SegmentEvent event : change.events()) {
      Noted noted = new Noted(ordinal++, change.revision(), event);
      switch (event) {
        case SegmentEvent.PartAdded added -> of(added.kind()).add(noted);
        case SegmentEvent.SegmentClosed closed -> of(closed.kind()).add(noted);
        case SegmentEvent.TimelineOpened _,
            SegmentEvent.TracksConfigured _,
            SegmentEvent.TimelineEnded _ ->
            common.add(noted);
      }
    }
    newest = change;
  }

  /** A transport stream segment is there. */
  void add(long sequence, TsContinuity before) {
    muxed.put(sequence, before);
  }

  /** Segments before {@code oldest} are not held any more. */
  void forget(TrackKind kind, long oldest) {
    Deque<Noted> noted = of(kind);
    while (!noted.isEmpty() && sequence(noted.getFirst().event()) < oldest) {
      forgottenRevision = Math.max(forgottenRevision, noted.removeFirst().revision());
    }
    forgetConfigurations();
  }

  /** Transport stream segments before {@code oldest} are not held any more. */
  void forgetMuxed(long oldest) {
    muxed.headMap(oldest, false).clear();
  }

  /**
   * What leads from a revision to the newest; empty when part of it is forgotten. From revision 0
   * it is all that is held.
   */
  Optional<TimelineChange> since(long revision) {
    boolean all = revision == 0;
    if (revision > newest.revision() || !all && revision < forgottenRevision) {
      return Optional.empty();
    }
    List<SegmentEvent> events =
        Stream.concat(common.stream(), tracks.values().stream().flatMap(Deque::stream))
            .filter(noted -> noted.revision() > revision)
            .sorted(Comparator.comparingLong(Noted::ordinal))
            .map(Noted::event)
            .toList();
    List<MuxStart> counters =
        all
            ? muxed.entrySet().stream()
                .map(entry -> new MuxStart(entry.getKey(), entry.getValue()))
                .toList()
            : List.of();
    return Optional.of(
        new TimelineChange(newest.revision(), newest.stage(), newest.tracks(), counters, events));
  }

  /** Of the configurations before all that is held, only the last one matters. */
  private void forgetConfigurations() {
    long oldest =
        tracks.values().stream()
            .flatMap(noted -> noted.stream().limit(1))
            .mapToLong(Noted::ordinal)
            .min()
            .orElse(ordinal);
    List<Noted> before =
        common.stream()
            .filter(noted -> noted.event() instanceof SegmentEvent.TracksConfigured)
            .filter(noted -> noted.ordinal() < oldest)
            .toList();
    for (Noted replaced : before.subList(0, Math.max(0, before.size() - 1))) {
      common.remove(replaced);
      forgottenRevision = Math.max(forgottenRevision, replaced.revision());
    }
  }

  private Deque<Noted> of(TrackKind kind) {
    Deque<Noted> noted = tracks.get(kind);
    if (noted == null) {
      throw new IllegalStateException("every kind of track has its events");
    }
    return noted;
  }

  private static long sequence(SegmentEvent event) {
    return switch (event) {
      case SegmentEvent.PartAdded added -> added.segment().sequence();
      case SegmentEvent.SegmentClosed closed -> closed.segment().sequence();
      case SegmentEvent.TimelineOpened _,
          SegmentEvent.TracksConfigured _,
          SegmentEvent.TimelineEnded _ ->
          throw new IllegalArgumentException("no event of a segment");
    };
  }
}
