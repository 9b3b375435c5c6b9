package dev.weir.stream.relay;

import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.hls.Part;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.timeline.MuxStart;
import dev.weir.stream.timeline.TimelineChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes changes of frames again. It goes on over several connections, as long as they are about one
 * timeline: what was not shown when a connection broke is sent again.
 */
public final class RelayAssembly {

  /** Most parts of a segment. */
  static final int MAX_PARTS = 10_000;

  private final Map<TrackKind, Running> shown = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, Running> running = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, TrackInit> shownInits = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, TrackInit> inits = new EnumMap<>(TrackKind.class);
  private final List<MuxStart> counters = new ArrayList<>();
  private final List<SegmentEvent> events = new ArrayList<>();

  /** The segment that grows, with the parts that it has so far. */
  private record Running(long sequence, List<Part> parts) {

    Running plus(Part part) {
      if (parts.size() >= MAX_PARTS) {
        throw new MalformedMediaException("more than " + MAX_PARTS + " parts in a segment");
      }
      List<Part> more = new ArrayList<>(parts);
      more.add(part);
      return new Running(sequence, List.copyOf(more));
    }
  }

  /** Another connection: whatever was not shown will come again. */
  public void restart() {
    running.clear();
    running.putAll(shown);
    inits.clear();
    inits.putAll(shownInits);
    counters.clear();
    events.clear();
  }

  /**
   * Takes the next frame, and gives the change that it completes.
   *
   * @throws MalformedMediaException when it does not follow from those before
   */
  public Optional<TimelineChange> accept(RelayFrame frame) {
    switch (frame) {
      case CountersFrame(List<MuxStart> starts) -> counters.addAll(starts);
      case TermsFrame opened -> events.add(new SegmentEvent.TimelineOpened(opened.terms()));
      case TracksFrame configured -> configure(configured.inits());
      case PartFrame(SegmentHead head, Part part) -> add(head, part);
      case CloseFrame(SegmentHead head) ->
          events.add(
              new SegmentEvent.SegmentClosed(
                  head.kind(), head.segment(init(head), running(head).parts(), true)));
      case EndFrame _ -> events.add(new SegmentEvent.TimelineEnded());
      case ShowFrame shows -> {
        return Optional.of(show(shows));
      }
      case HelloFrame _, AliveFrame _ -> {}
    }
    return Optional.empty();
  }

  private void configure(List<TrackInit> configured) {
    configured.forEach(init -> inits.put(init.kind(), init));
    events.add(new SegmentEvent.TracksConfigured(configured));
  }

  private void add(SegmentHead head, Part part) {
    Running grown = running(head).plus(part);
    running.put(head.kind(), grown);
    events.add(
        new SegmentEvent.PartAdded(head.kind(), head.segment(init(head), grown.parts(), false)));
  }

  private Running running(SegmentHead head) {
    Running known = running.get(head.kind());
    return known != null && known.sequence() == head.sequence()
        ? known
        : new Running(head.sequence(), List.of());
  }

  private TrackInit init(SegmentHead head) {
    TrackInit init = inits.get(head.kind());
    if (init == null || init.number() != head.initNumber()) {
      throw new MalformedMediaException(
          "segment " + head.sequence() + " of unknown configuration " + head.initNumber());
    }
    return init;
  }

  private TimelineChange show(ShowFrame shows) {
    TimelineChange change =
        new TimelineChange(shows.revision(), shows.stage(), shows.tracks(), counters, events);
    shown.clear();
    shown.putAll(running);
    shownInits.clear();
    shownInits.putAll(inits);
    counters.clear();
    events.clear();
    return change;
  }
}
