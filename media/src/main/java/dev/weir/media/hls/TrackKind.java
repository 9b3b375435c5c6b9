package dev.weir.media.hls;

import dev.weir.media.frame.Track;

/** Pictures or sound: the two tracks of a rendition, each with a media playlist of its own. */
public enum TrackKind {
  /** The pictures. */
  VIDEO,
  /** The sound. */
  AUDIO;

  /** The kind of {@code track}. */
  public static TrackKind of(Track track) {
    return switch (track) {
      case Track.VideoTrack _ -> VIDEO;
      case Track.AudioTrack _ -> AUDIO;
    };
  }
}
