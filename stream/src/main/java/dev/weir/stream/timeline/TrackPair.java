package dev.weir.stream.timeline;

import dev.weir.media.frame.Track;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tracks that a timeline carries: at most one of each kind. */
record TrackPair(Optional<Track> video, Optional<Track> audio) {

  static final TrackPair NONE = new TrackPair(Optional.empty(), Optional.empty());

  TrackPair with(Track track) {
    return switch (track) {
      case Track.VideoTrack _ -> new TrackPair(Optional.of(track), audio);
      case Track.AudioTrack _ -> new TrackPair(video, Optional.of(track));
    };
  }

  boolean isEmpty() {
    return video.isEmpty() && audio.isEmpty();
  }

  boolean isComplete() {
    return video.isPresent() && audio.isPresent();
  }

  /** Pictures first. */
  List<Track> list() {
    return Stream.of(video, audio).flatMap(Optional::stream).toList();
  }
}
