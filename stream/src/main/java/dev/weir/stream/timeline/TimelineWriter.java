package dev.weir.stream.timeline;

import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.MuxedSegment;
import dev.weir.media.hls.Segment;
import dev.weir.media.hls.SegmentEvent;
import dev.weir.media.hls.SegmentMuxer;
import dev.weir.media.hls.TimelineTerms;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.media.ts.TsProgram;
import dev.weir.stream.timeline.TimelineView.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a timeline grow by what its segmenter says, and lets go of what is old. Runs on the stream's
 * loop. Bytes can be fetched before the playlist that names them is seen.
 */
final class TimelineWriter {

  /** Fewest segments that stay listed, however large they are. */
  private static final int LEAST_SEGMENTS = 3;

  private final Timeline timeline;
  private final SegmentBytes bytes;
  private final long heldBytesLimit;

  private final SegmentMuxer muxer = new SegmentMuxer();
  private final Map<TrackKind, MediaPlaylist> playlists = new EnumMap<>(TrackKind.class);
  private @Nullable MediaPlaylist muxed;
  private @Nullable TimelineTerms terms;
  private List<Track> tracks = List.of();
  private Stage stage = Stage.GATHERING;
  private boolean muxable;
  private long revision;

  TimelineWriter(Timeline timeline, SegmentBytes bytes, long heldBytesLimit) {
    this.timeline = timeline;
    this.bytes = bytes;
    this.heldBytesLimit = heldBytesLimit;
  }

  /** What the stream consists of from now on. */
  void configure(List<Track> newTracks) {
    tracks = List.copyOf(newTracks);
    stage = stage == Stage.UNPLAYABLE ? Stage.GATHERING : stage;
    show();
  }

  /** The stream cannot be carried in segments; later tags may change that. */
  void unplayable() {
    if (stage == Stage.GATHERING) {
      stage = Stage.UNPLAYABLE;
      show();
    }
  }

  /** The stream is over, even if nothing ever came of it. */
  void end() {
    stage = Stage.ENDED;
    show();
  }

  /** Takes what belongs together; readers see it all at once. */
  void apply(List<SegmentEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    show(List.of(), events.stream().map(this::apply).toList());
  }

  /** Takes what another timeline went through, and becomes what that one is. */
  void apply(TimelineChange change) {
    change.counters().forEach(start -> muxer.begin(start.sequence(), start.continuity()));
    tracks = change.tracks();
    List<SegmentEvent> kept = change.events().stream().map(this::apply).toList();
    stage = change.stage();
    revision = change.revision() - 1;
    show(change.counters(), kept);
  }

  /** Takes an event, and gives what is kept of it: media goes out of the heap here. */
  private SegmentEvent apply(SegmentEvent event) {
    Optional<MuxedSegment> complete = muxer.accept(event);
    return switch (event) {
      case SegmentEvent.TimelineOpened(TimelineTerms fixed) -> {
        terms = fixed;
        stage = Stage.LIVE;
        yield event;
      }
      case SegmentEvent.TracksConfigured(List<TrackInit> inits) -> {
        muxable = goIntoTransportStreams(inits);
        yield event;
      }
      case SegmentEvent.PartAdded(TrackKind kind, Segment segment) ->
          list(kind, new SegmentEvent.PartAdded(kind, timeline.held(kind).add(segment)));
      case SegmentEvent.SegmentClosed(TrackKind kind, Segment segment) -> {
        Segment emptied = timeline.held(kind).close(segment);
        SegmentEvent kept = list(kind, new SegmentEvent.SegmentClosed(kind, emptied));
        complete.ifPresent(this::mux);
        letGo(kind);
        yield kept;
      }
      case SegmentEvent.TimelineEnded _ -> {
        playlists.replaceAll((kind, playlist) -> playlist.with(event));
        muxed = muxed == null ? null : muxed.with(event);
        stage = Stage.ENDED;
        yield event;
      }
    };
  }

  private SegmentEvent list(TrackKind kind, SegmentEvent event) {
    playlists.put(kind, playlist(kind).with(event));
    return event;
  }

  private MediaPlaylist playlist(TrackKind kind) {
    return playlists.computeIfAbsent(kind, k -> MediaPlaylist.empty(fixedTerms(), k));
  }

  private void mux(MuxedSegment segment) {
    if (!muxable) {
      return;
    }
    List<Segment> held =
        segment.tracks().stream()
            .map(Segment::init)
            .flatMap(init -> timeline.held(init.kind()).closed(segment.sequence()).stream())
            .toList();
    if (held.size() < segment.tracks().size()) {
      return;
    }
    MuxedSegment emptied = new MuxedSegment(held, segment.continuity());
    timeline.muxed().add(segment.sequence(), bytes.muxed(emptied, timeline::media));
    timeline.history().add(segment.sequence(), segment.continuity());
    TrackKind leading = held.getFirst().init().kind();
    MediaPlaylist before = muxed == null ? MediaPlaylist.empty(fixedTerms(), leading) : muxed;
    muxed = before.withSegment(emptied.listed());
  }

  private static boolean goIntoTransportStreams(List<TrackInit> inits) {
    try {
      TsProgram.of(inits.stream().map(TrackInit::track).toList());
      return true;
    } catch (UnsupportedMediaException codec) {
      return false;
    }
  }

  /**
   * A segment that left the playlist can be fetched for as long again as the playlist was (RFC
   * 8216, 6.2.2); what is too much for the memory leaves earlier.
   */
  private void letGo(TrackKind kind) {
    HeldTrack held = timeline.held(kind);
    long keptMs = 2L * fixedTerms().windowMs() + fixedTerms().targetDurationS() * 1000L;
    while (held.oldestIsBehind(keptMs)) {
      dropOldest(held);
    }
    while (heldBytes() > heldBytesLimit && held.holdsMoreThan(LEAST_SEGMENTS)) {
      dropOldest(held);
      playlists.put(kind, from(held.oldest(), playlist(kind)));
    }
    timeline.history().forget(kind, held.oldest());
    long oldest =
        Math.max(timeline.held(TrackKind.VIDEO).oldest(), timeline.held(TrackKind.AUDIO).oldest());
    timeline.history().forgetMuxed(oldest);
    muxed = muxed == null ? null : from(oldest, muxed);
  }

  /** A transport stream segment is made of what its tracks hold, so it goes before they do. */
  private void dropOldest(HeldTrack held) {
    timeline.muxed().dropBefore(held.oldest() + 1);
    held.dropOldest();
  }

  private long heldBytes() {
    return timeline.held(TrackKind.VIDEO).payloadBytes()
        + timeline.held(TrackKind.AUDIO).payloadBytes();
  }

  private static MediaPlaylist from(long sequence, MediaPlaylist playlist) {
    List<Segment> segments = playlist.segments();
    return segments.isEmpty() || segments.getFirst().sequence() >= sequence
        ? playlist
        : new MediaPlaylist(
            playlist.terms(),
            playlist.kind(),
            segments.stream().filter(segment -> segment.sequence() >= sequence).toList(),
            playlist.nextPartNumber(),
            playlist.ended());
  }

  private TimelineTerms fixedTerms() {
    return Objects.requireNonNull(terms, "the timeline is opened before anything is in it");
  }

  private void show() {
    show(List.of(), List.of());
  }

  private void show(List<MuxStart> counters, List<SegmentEvent> events) {
    revision++;
    timeline.show(new TimelineView(revision, stage, tracks, playlists, Optional.ofNullable(muxed)));
    timeline.tell(new TimelineChange(revision, stage, tracks, counters, events));
  }
}
