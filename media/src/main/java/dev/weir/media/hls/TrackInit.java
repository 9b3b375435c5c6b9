package dev.weir.media.hls;

import dev.weir.media.frame.Track;

/**
 * What one init segment describes. Every change of a track's configuration makes the next number,
 * so that an init segment, once named, never changes.
 *
 * @param number counts from 1 within the track's playlist
 * @param track the configuration
 */
public record TrackInit(int number, Track track) {

  /** Pictures or sound. */
  public TrackKind kind() {
    return TrackKind.of(track);
  }

  /** Ticks a second in fragments of this track: 90 000 for pictures, the sample rate for sound. */
  public int timescale() {
    return switch (track) {
      case Track.VideoTrack _ -> SampleClock.VIDEO_TIMESCALE;
      case Track.AudioTrack audio -> audio.sampleRateHz();
    };
  }
}
