package dev.weir.media.av1;

import dev.weir.media.bytes.BitCursor;

/**
 * Bit depth and chroma of AV1 pictures. AV1 specification 5.5.2.
 *
 * @param highBitDepth more than 8 bits
 * @param twelveBit 12 bits, with {@code highBitDepth}
 * @param monochrome luma only
 * @param subsamplingX chroma has half the width
 * @param subsamplingY chroma has half the height
 * @param chromaSamplePosition chroma_sample_position; 0 when unknown
 */
public record ColorConfig(
    boolean highBitDepth,
    boolean twelveBit,
    boolean monochrome,
    boolean subsamplingX,
    boolean subsamplingY,
    int chromaSamplePosition) {

  private static final int BT_709 = 1;
  private static final int SRGB = 13;
  private static final int IDENTITY = 0;
  private static final int UNSPECIFIED = 2;

  /** Bits of a sample: 8, 10 or 12. */
  public int bitDepth() {
    if (!highBitDepth) {
      return 8;
    }
    return twelveBit ? 12 : 10;
  }

  static ColorConfig read(BitCursor bits, int profile) {
    boolean high = bits.flag();
    boolean twelve = profile == 2 && high && bits.flag();
    boolean mono = profile != 1 && bits.flag();
    boolean described = bits.flag();
    int primaries = described ? bits.bits(8) : UNSPECIFIED;
    int transfer = described ? bits.bits(8) : UNSPECIFIED;
    int matrix = described ? bits.bits(8) : UNSPECIFIED;
    if (mono) {
      bits.skip(1);
      return new ColorConfig(high, twelve, true, true, true, 0);
    }
    if (primaries == BT_709 && transfer == SRGB && matrix == IDENTITY) {
      return new ColorConfig(high, twelve, false, false, false, 0);
    }
    bits.skip(1);
    boolean x = profile == 0 || profile == 2 && (!twelve || bits.flag());
    boolean y = profile == 0 || profile == 2 && twelve && x && bits.flag();
    int position = x && y ? bits.bits(2) : 0;
    return new ColorConfig(high, twelve, false, x, y, position);
  }
}
