package dev.weir.media.avc;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.MalformedMediaException;
import java.util.OptionalDouble;

/** The video usability information of AVC, as far as its timing. ISO/IEC 14496-10 E.1.1. */
final class Vui {

  private static final int EXTENDED_ASPECT_RATIO = 255;
  private static final double MAX_FRAMES_PER_SECOND = 1_000;

  private Vui() {}

  /**
   * Reads up to the timing; empty when there is none, or one that makes no sense, or when the VUI
   * is cut off, as that of some hardware encoders is.
   */
  static OptionalDouble readFramesPerSecond(BitCursor bits) {
    try {
      return read(bits);
    } catch (MalformedMediaException _) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble read(BitCursor bits) {
    if (bits.flag() && bits.bits(8) == EXTENDED_ASPECT_RATIO) {
      bits.skip(32);
    }
    if (bits.flag()) {
      bits.skip(1);
    }
    if (bits.flag()) {
      bits.skip(4);
      if (bits.flag()) {
        bits.skip(24);
      }
    }
    if (bits.flag()) {
      bits.ue();
      bits.ue();
    }
    if (!bits.flag()) {
      return OptionalDouble.empty();
    }
    long unitsInTick = bits.longBits(32);
    long timeScale = bits.longBits(32);
    if (unitsInTick == 0 || timeScale == 0) {
      return OptionalDouble.empty();
    }
    double rate = timeScale / (2.0 * unitsInTick);
    return rate <= MAX_FRAMES_PER_SECOND ? OptionalDouble.of(rate) : OptionalDouble.empty();
  }
}
