package dev.weir.media.hls;

/**
 * What a stream's template asks of the segmenter.
 *
 * @param targetDurationMs wished length of a segment, milliseconds
 * @param partTargetMs wished part target, milliseconds; a slow frame rate raises it
 * @param partHoldBackMs wished distance of low-latency players from the end, milliseconds; at least
 *     three part targets are kept
 * @param windowMs how much stays listed at least, milliseconds; six target durations are kept in
 *     any case
 */
public record SegmenterSettings(
    int targetDurationMs, int partTargetMs, int partHoldBackMs, int windowMs) {

  /** Two-second segments of 200 ms parts, played one second from the end, half a minute listed. */
  public static final SegmenterSettings DEFAULT = new SegmenterSettings(2000, 200, 1000, 30_000);

  /** Checks the ranges. */
  public SegmenterSettings {
    within("targetDurationMs", targetDurationMs, 1000, CutPlanner.MAX_TARGET_DURATION_S * 1000);
    within("partTargetMs", partTargetMs, 100, 1000);
    within("partHoldBackMs", partHoldBackMs, 0, 10_000);
    within("windowMs", windowMs, 0, 600_000);
  }

  private static void within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ", not " + value);
    }
  }
}
