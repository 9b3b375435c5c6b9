package dev.weir.media.hls;

import dev.weir.media.frame.Track;

/**
 * Turns the publisher's milliseconds into ticks of one track.
 *
 * <p>Pictures: 90 ticks a millisecond, exactly. Sound: sample-exact, since a player hears a frame
 * that starts half a millisecond late as a click. Each frame follows the one before it by its
 * number of samples, as long as that stays within half a millisecond of its timestamp; a publisher
 * whose clock runs differently, or that leaves something out, is followed. So any two timestamps
 * are within one millisecond of what was pushed, relative to each other.
 */
final class SampleClock {

  static final int VIDEO_TIMESCALE = 90_000;

  private static final long NONE = Long.MIN_VALUE;

  private final int timescale;
  private final int samplesPerFrame;

  private long previousTicks = NONE;

  SampleClock(int timescale, int samplesPerFrame) {
    this.timescale = timescale;
    this.samplesPerFrame = samplesPerFrame;
  }

  static SampleClock of(Track track) {
    return switch (track) {
      case Track.VideoTrack _ -> new SampleClock(VIDEO_TIMESCALE, 0);
      case Track.AudioTrack audio -> new SampleClock(audio.sampleRateHz(), audio.samplesPerFrame());
    };
  }

  /** The next frame's decode time; never less than the one before it. */
  long ticks(long dtsMs) {
    long ticks = nearest(dtsMs);
    if (previousTicks != NONE) {
      if (samplesPerFrame > 0) {
        long earliest = Math.ceilDiv((2 * dtsMs - 1) * timescale, 2000L);
        long latest = Math.floorDiv((2 * dtsMs + 1) * timescale, 2000L);
        ticks = Math.clamp(previousTicks + samplesPerFrame, earliest, latest);
      }
      ticks = Math.max(ticks, previousTicks);
    }
    previousTicks = ticks;
    return ticks;
  }

  /** A duration or an offset in ticks. */
  int span(long ms) {
    return Math.toIntExact(nearest(ms));
  }

  /** A duration in milliseconds. */
  long ms(int ticks) {
    return ticks * 1000L / timescale;
  }

  /** How long a frame is as long as nothing better is known: 40 ms for pictures, 20 for sound. */
  int usualTicks() {
    return samplesPerFrame > 0
        ? samplesPerFrame
        : timescale / (timescale == VIDEO_TIMESCALE ? 25 : 50);
  }

  private long nearest(long ms) {
    return Math.floorDiv(2 * ms * timescale + 1000L, 2000L);
  }
}
