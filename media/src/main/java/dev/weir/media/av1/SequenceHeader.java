package dev.weir.media.av1;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;

/**
 * What an AV1 sequence header says about the pictures. AV1 specification 5.5.1.
 *
 * @param profile seq_profile
 * @param level seq_level_idx of the first operating point
 * @param highTier seq_tier of the first operating point
 * @param width largest frame width, pixels
 * @param height largest frame height, pixels
 * @param color bit depth and chroma
 */
public record SequenceHeader(
    int profile, int level, boolean highTier, int width, int height, ColorConfig color) {

  private static final int NO_TIER_UP_TO_LEVEL = 7;

  /** Reads the payload of a sequence header OBU. */
  public static SequenceHeader read(ByteSlice payload) {
    BitCursor bits = new BitCursor(payload);
    int profile = bits.bits(3);
    if (profile > 2) {
      throw new MalformedMediaException("AV1 profile " + profile);
    }
    bits.skip(1);
    boolean reduced = bits.flag();
    OperatingPoint point =
        reduced ? new OperatingPoint(bits.bits(5), false) : OperatingPoint.readFirst(bits);
    int widthBits = bits.bits(4) + 1;
    int heightBits = bits.bits(4) + 1;
    int width = bits.bits(widthBits) + 1;
    int height = bits.bits(heightBits) + 1;
    skipTools(bits, reduced);
    ColorConfig color = ColorConfig.read(bits, profile);
    return new SequenceHeader(profile, point.level(), point.highTier(), width, height, color);
  }

  private static void skipTools(BitCursor bits, boolean reduced) {
    if (!reduced && bits.flag()) {
      bits.skip(7);
    }
    bits.skip(3);
    if (!reduced) {
      bits.skip(4);
      boolean orderHint = bits.flag();
      bits.skip(orderHint ? 2 : 0);
      int screenContent = bits.flag() ? 2 : bits.bits(1);
      if (screenContent > 0 && !bits.flag()) {
        bits.skip(1);
      }
      bits.skip(orderHint ? 3 : 0);
    }
    bits.skip(3);
  }

  /** Level and tier of the first operating point. */
  private record OperatingPoint(int level, boolean highTier) {

    static OperatingPoint readFirst(BitCursor bits) {
      int delayBits = 0;
      boolean decoderModel = false;
      if (bits.flag()) {
        bits.skip(64);
        if (bits.flag()) {
          bits.ue(); // uvlc() of 4.10.3 is an Exp-Golomb number
        }
        decoderModel = bits.flag();
        if (decoderModel) {
          delayBits = bits.bits(5) + 1;
          bits.skip(42);
        }
      }
      boolean displayDelay = bits.flag();
      int points = bits.bits(5) + 1;
      OperatingPoint first = new OperatingPoint(0, false);
      for (int i = 0; i < points; i++) {
        bits.skip(12);
        int level = bits.bits(5);
        boolean highTier = level > NO_TIER_UP_TO_LEVEL && bits.flag();
        if (decoderModel && bits.flag()) {
          bits.skip(2L * delayBits + 1);
        }
        if (displayDelay && bits.flag()) {
          bits.skip(4);
        }
        first = i == 0 ? new OperatingPoint(level, highTier) : first;
      }
      return first;
    }
  }
}
