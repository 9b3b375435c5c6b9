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
    events.forEach(this::apply);
    show(List.of(), events);
  }

  /** Takes what another timeline went through, and becomes what that one is. */
  void apply(TimelineChange change) {
    change.counters().forEach(start -> muxer.begin(start.sequence(), start.continuity()));
    tracks = change.tracks();
    change.events().forEach(this::apply);
    stage = change.stage();
    revision = change.revision() - 1;
    show(change.counters(), change.events());
  }

  private void apply(SegmentEvent event) {
    muxer.accept(event).ifPresent(this::mux);
    switch (event) {
      case SegmentEvent.TimelineOpened(TimelineTerms fixed) -> {
        terms = fixed;
        stage = Stage.LIVE;
      }
      case SegmentEvent.TracksConfigured(List<TrackInit> inits) ->
          muxable = goIntoTransportStreams(inits);
      case SegmentEvent.PartAdded added -> {
        timeline.held(added.kind()).add(added.segment(), added.part());
        list(added.kind(), added);
      }
      case SegmentEvent.SegmentClosed(TrackKind kind, Segment segment) -> {
        timeline.held(kind).close(segment);
        list(kind, event);
        letGo(kind);
      }
      case SegmentEvent.TimelineEnded _ -> {
        playlists.replaceAll((kind, playlist) -> playlist.with(event));
        muxed = muxed == null ? null : muxed.with(event);
        stage = Stage.ENDED;
      }
    }
  }

  private void list(TrackKind kind, SegmentEvent event) {
    playlists.put(kind, playlist(kind).with(event));
  }

  private MediaPlaylist playlist(TrackKind kind) {
    return playlists.computeIfAbsent(kind, k -> MediaPlaylist.empty(fixedTerms(), k));
  }

  private void mux(MuxedSegment segment) {
    if (!muxable) {
      return;
    }
    timeline.muxed().add(segment.sequence(), bytes.muxed(segment));
    timeline.history().add(segment.sequence(), segment.continuity());
    TrackKind leading = segment.tracks().getFirst().init().kind();
    MediaPlaylist before = muxed == null ? MediaPlaylist.empty(fixedTerms(), leading) : muxed;
    muxed = before.withSegment(segment.listed());
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
      held.dropOldest();
    }
    while (heldBytes() > heldBytesLimit && held.holdsMoreThan(LEAST_SEGMENTS)) {
      held.dropOldest();
      playlists.put(kind, from(held.oldest(), playlist(kind)));
    }
    timeline.history().forget(kind, held.oldest());
    long oldest = timeline.held(leading()).oldest();
    timeline.muxed().dropBefore(oldest);
    timeline.history().forgetMuxed(oldest);
    muxed = muxed == null ? null : from(oldest, muxed);
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

  private TrackKind leading() {
    return tracks.isEmpty() ? TrackKind.VIDEO : TrackKind.of(tracks.getFirst());
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
