package dev.weir.stream.timeline;

import dev.weir.media.hls.SegmenterSettings;
import dev.weir.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * How timelines are cut and kept; keys {@code stream.timeline.*}.
 *
 * @param segmenter lengths that are wished for
 * @param keepEnded how long a stream that has ended can still be played to its end
 * @param heldBytes most coded bytes that one timeline holds; beyond them, old segments leave early
 */
public record TimelineConfig(SegmenterSettings segmenter, Duration keepEnded, long heldBytes) {

  /** How long an ended stream stays. */
  public static final Duration DEFAULT_KEEP_ENDED = Duration.ofSeconds(60);

  /** Most coded bytes of one timeline. */
  public static final long DEFAULT_HELD_BYTES = 128L << 20;

  /** Listed at least, milliseconds; six target durations in any case. */
  public static final int DEFAULT_WINDOW_MS = 16_000;

  private static final SegmenterSettings DEFAULT_SEGMENTER =
      new SegmenterSettings(2000, 200, 1000, DEFAULT_WINDOW_MS);

  /** What holds unless configured. */
  public static TimelineConfig defaults() {
    return new TimelineConfig(DEFAULT_SEGMENTER, DEFAULT_KEEP_ENDED, DEFAULT_HELD_BYTES);
  }

  /** Reads the keys. */
  public static TimelineConfig read(ConfigReader config) {
    int segmentMs = ms(config, "segment", DEFAULT_SEGMENTER.targetDurationMs());
    int partMs = ms(config, "part", DEFAULT_SEGMENTER.partTargetMs());
    int holdBackMs = ms(config, "part-hold-back", DEFAULT_SEGMENTER.partHoldBackMs());
    int windowMs = ms(config, "window", DEFAULT_SEGMENTER.windowMs());
    Duration keepEnded = config.duration("stream.timeline.keep-ended", DEFAULT_KEEP_ENDED);
    long heldBytes = config.bytes("stream.timeline.memory", DEFAULT_HELD_BYTES);
    SegmenterSettings segmenter = DEFAULT_SEGMENTER;
    try {
      segmenter = new SegmenterSettings(segmentMs, partMs, holdBackMs, windowMs);
    } catch (IllegalArgumentException outOfRange) {
      config.problem("stream.timeline: " + outOfRange.getMessage());
    }
    return new TimelineConfig(segmenter, keepEnded, heldBytes);
  }

  private static int ms(ConfigReader config, String key, int fallbackMs) {
    Duration read = config.duration("stream.timeline." + key, Duration.ofMillis(fallbackMs));
    return Math.clamp(read.toMillis(), 0, Integer.MAX_VALUE);
  }
}
