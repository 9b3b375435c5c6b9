package dev.weir.contract.ladder;

import java.time.Duration;
import java.util.Optional;

/**
 * A picture to make. A rendition is never larger, faster or richer than its source: each figure is
 * a most.
 *
 * @param codec what it is encoded as
 * @param shortSide pixels of the shorter side, even; the longer one follows from the source's shape
 * @param frameRate frames per second; empty for the source's
 * @param bitrate average bits per second
 * @param sourcePercent most of the source's own bit rate that may be spent, in percent; 100 for no
 *     less than the source
 * @param keyFrameInterval longest time between key frames; empty for those of the source alone,
 *     which renditions have in any case
 * @param profile what decoders must be able to do
 * @param effort how much processor time is spent for a better picture at the same rate
 */
public record VideoTarget(
    VideoCodec codec,
    int shortSide,
    Optional<Integer> frameRate,
    int bitrate,
    int sourcePercent,
    Optional<Duration> keyFrameInterval,
    VideoProfile profile,
    EncodingEffort effort) {

  /** Least and most pixels of the shorter side. */
  public static final int MIN_SHORT_SIDE = 64;

  public static final int MAX_SHORT_SIDE = 2_160;

  /** Most frames per second. */
  public static final int MAX_FRAME_RATE = 120;

  /** Least and most bits per second. */
  public static final int MIN_BITRATE = 50_000;

  public static final int MAX_BITRATE = 60_000_000;

  /** Shortest and longest time between key frames. */
  public static final Duration MIN_KEY_FRAME_INTERVAL = Duration.ofMillis(500);

  public static final Duration MAX_KEY_FRAME_INTERVAL = Duration.ofSeconds(10);

  /** Throws {@link IllegalArgumentException} for figures outside their bounds. */
  public VideoTarget {
    require(
        shortSide >= MIN_SHORT_SIDE && shortSide <= MAX_SHORT_SIDE && shortSide % 2 == 0,
        "the shorter side has " + MIN_SHORT_SIDE + " to " + MAX_SHORT_SIDE + " pixels, even");
    require(
        frameRate.isEmpty() || frameRate.get() >= 1 && frameRate.get() <= MAX_FRAME_RATE,
        "a frame rate is 1 to " + MAX_FRAME_RATE);
    require(
        bitrate >= MIN_BITRATE && bitrate <= MAX_BITRATE,
        "a video's bit rate is " + MIN_BITRATE + " to " + MAX_BITRATE);
    require(
        sourcePercent >= 1 && sourcePercent <= 100, "a share of the source's rate is 1 to 100 %");
    require(
        keyFrameInterval.isEmpty()
            || keyFrameInterval.get().compareTo(MIN_KEY_FRAME_INTERVAL) >= 0
                && keyFrameInterval.get().compareTo(MAX_KEY_FRAME_INTERVAL) <= 0,
        "key frames are 0.5 to 10 s apart");
    require(codec == profile.codec(), codec + " has no profile " + profile);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
