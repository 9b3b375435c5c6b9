package dev.weir.stream.hub;

import java.time.Duration;

/**
 * What a stream may keep warm for viewers who come late; whichever is reached first.
 *
 * @param bytes bytes of media
 * @param frames tags, sound included
 * @param duration time between the first tag and the last
 */
public record GopLimits(long bytes, int frames, Duration duration) {

  /** Most bytes, unless configured. */
  public static final long DEFAULT_BYTES = 16L << 20;

  /** Most tags, unless configured. */
  public static final int DEFAULT_FRAMES = 2_500;

  /** Longest time, unless configured. */
  public static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);

  /** The limits that hold unless an operator says otherwise. */
  public static GopLimits defaults() {
    return new GopLimits(DEFAULT_BYTES, DEFAULT_FRAMES, DEFAULT_DURATION);
  }
}
