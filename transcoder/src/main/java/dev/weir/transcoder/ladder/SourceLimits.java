package dev.weir.transcoder.ladder;

import dev.weir.contract.live.LadderReport.RungState;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a source may be at most to be transcoded: more than that would take the machine. */
public final class SourceLimits {

  /** Of the longer side of a picture, pixels. */
  public static final int MAX_LONG_SIDE = 4_096;

  /** Of its shorter side, pixels. */
  public static final int MAX_SHORT_SIDE = 2_304;

  /** Pictures a second. */
  public static final int MAX_FRAMES_PER_SECOND = 120;

  /** Bits of pictures a second. */
  public static final int MAX_BITS_PER_SECOND = 60_000_000;

  /** Pixels of a picture: what a decoder is held to, whatever it finds in the stream. */
  static final int MAX_PIXELS = MAX_LONG_SIDE * MAX_SHORT_SIDE;

  private SourceLimits() {}

  /** Why a source that says this of itself is not transcoded; empty for one that is. */
  public static Optional<RungState> excess(SourceFacts source) {
    return source.picture().flatMap(SourceLimits::excess);
  }

  private static Optional<RungState> excess(SourceFacts.Picture picture) {
    int width = picture.track().width();
    int height = picture.track().height();
    if (Math.max(width, height) > MAX_LONG_SIDE || Math.min(width, height) > MAX_SHORT_SIDE) {
      return Optional.of(RungState.SOURCE_TOO_LARGE);
    }
    if (isAbove(picture.frameRate())) {
      return Optional.of(RungState.SOURCE_TOO_FAST);
    }
    return isAbove(picture.bitrate()) ? Optional.of(RungState.SOURCE_TOO_HEAVY) : Optional.empty();
  }

  private static boolean isAbove(OptionalDouble frameRate) {
    return frameRate.isPresent() && frameRate.getAsDouble() > MAX_FRAMES_PER_SECOND;
  }

  private static boolean isAbove(OptionalInt bitrate) {
    return bitrate.isPresent() && bitrate.getAsInt() > MAX_BITS_PER_SECOND;
  }
}
