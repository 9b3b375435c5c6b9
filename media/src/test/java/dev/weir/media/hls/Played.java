package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.fmp4.Sample;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A segmenter and what it said, frame by frame. */
final class Played {

  final Segmenter segmenter;
  final List<SegmentEvent> events = new ArrayList<>();
  final Map<TrackKind, List<Segment>> closed = new EnumMap<>(TrackKind.class);
  final Map<TrackKind, MediaPlaylist> playlists = new EnumMap<>(TrackKind.class);
  @Nullable TimelineTerms terms;

  Played(Track... tracks) {
    this(SegmenterSettings.DEFAULT, List.of(tracks));
  }

  Played(SegmenterSettings settings, List<Track> tracks) {
    this(new Segmenter(settings, tracks));
  }

  Played(Segmenter segmenter) {
    this.segmenter = segmenter;
    for (TrackKind kind : TrackKind.values()) {
      closed.put(kind, new ArrayList<>());
    }
  }

  Played push(Script script) {
    return push(script.interleaved());
  }

  Played push(List<MediaFrame> frames) {
    frames.forEach(frame -> take(segmenter.accept(frame, Script.START_UNIX_MS + frame.dtsMs())));
    return this;
  }

  Played end() {
    take(segmenter.end());
    return this;
  }

  void take(List<SegmentEvent> news) {
    events.addAll(news);
    for (SegmentEvent event : news) {
      if (event instanceof SegmentEvent.TimelineOpened(TimelineTerms opened)) {
        terms = opened;
        for (TrackKind kind : TrackKind.values()) {
          playlists.put(kind, MediaPlaylist.empty(opened, kind));
        }
      }
      if (event instanceof SegmentEvent.SegmentClosed(TrackKind kind, Segment segment)) {
        segments(kind).add(segment);
      }
      playlists.replaceAll((_, playlist) -> playlist.with(event));
    }
  }

  List<Segment> segments(TrackKind kind) {
    return closed.getOrDefault(kind, List.of());
  }

  MediaPlaylist playlist(TrackKind kind) {
    MediaPlaylist playlist = playlists.get(kind);
    if (playlist == null) {
      throw new AssertionError("the timeline is not open");
    }
    return playlist;
  }

  TimelineTerms terms() {
    if (terms == null) {
      throw new AssertionError("the timeline is not open");
    }
    return terms;
  }

  List<ByteSlice> payloads(TrackKind kind) {
    return segments(kind).stream().flatMap(Segment::samples).map(Sample::payload).toList();
  }

  List<Integer> durations(TrackKind kind) {
    return segments(kind).stream().map(Segment::durationMs).toList();
  }
}
