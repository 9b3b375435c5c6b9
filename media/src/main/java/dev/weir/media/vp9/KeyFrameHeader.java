package dev.weir.media.vp9;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import java.util.Optional;

/**
 * The start of the uncompressed header of a VP9 key frame. VP9 specification 6.2, 6.2.1 to 6.2.3.
 *
 * @param profile 0 to 3
 * @param bitDepth 8, 10 or 12
 * @param colorSpace color_space, 0 to 7
 * @param fullRange color_range
 * @param subsamplingX chroma has half the width
 * @param subsamplingY chroma has half the height
 * @param width pixels
 * @param height pixels
 */
public record KeyFrameHeader(
    int profile,
    int bitDepth,
    int colorSpace,
    boolean fullRange,
    boolean subsamplingX,
    boolean subsamplingY,
    int width,
    int height) {

  private static final int FRAME_MARKER = 2;
  private static final int SYNC_CODE = 0x498342;
  private static final int BT_709 = 2;
  private static final int BT_2020 = 5;
  private static final int SRGB = 7;

  /** Reads the header of {@code frame}; empty when it is not a key frame. */
  public static Optional<KeyFrameHeader> read(ByteSlice frame) {
    BitCursor bits = new BitCursor(frame);
    if (bits.bits(2) != FRAME_MARKER) {
      throw new MalformedMediaException("VP9 frame without frame marker");
    }
    int profile = bits.bits(1) | bits.bits(1) << 1;
    bits.skip(profile == 3 ? 1 : 0);
    boolean showExisting = bits.flag();
    if (showExisting || bits.flag()) {
      return Optional.empty();
    }
    bits.skip(2);
    if (bits.bits(24) != SYNC_CODE) {
      throw new MalformedMediaException("VP9 key frame without sync code");
    }
    return Optional.of(readKeyFrame(bits, profile));
  }

  /** The configuration that the frame stands for; the level follows from the picture size alone. */
  public Vp9Config toConfig() {
    int primaries =
        switch (colorSpace) {
          case BT_709, SRGB -> 1;
          case BT_2020 -> 9;
          default -> 2;
        };
    int transfer = colorSpace == BT_709 ? 1 : colorSpace == SRGB ? 13 : 2;
    int matrix = colorSpace == SRGB ? 0 : primaries;
    return new Vp9Config(
        profile, level(), bitDepth, chromaSubsampling(), fullRange, primaries, transfer, matrix);
  }

  /** Ten times the lowest level that allows pictures of this size. VP9 levels, annex A. */
  public int level() {
    int[] limits = {
      36_864, 73_728, 122_880, 245_760, 552_960, 983_040, 2_228_224, 8_912_896, 35_651_584
    };
    int[] levels = {10, 11, 20, 21, 30, 31, 40, 50, 60};
    long pixels = (long) width * height;
    for (int i = 0; i < limits.length; i++) {
      if (pixels <= limits[i]) {
        return levels[i];
      }
    }
    return 62;
  }

  private int chromaSubsampling() {
    if (subsamplingX && subsamplingY) {
      return 1;
    }
    return subsamplingX ? 2 : 3;
  }

  private static KeyFrameHeader readKeyFrame(BitCursor bits, int profile) {
    int bitDepth = profile < 2 ? 8 : bits.flag() ? 12 : 10;
    int colorSpace = bits.bits(3);
    boolean oddProfile = (profile & 1) == 1;
    boolean fullRange = colorSpace == SRGB || bits.flag();
    boolean x = !oddProfile;
    boolean y = !oddProfile;
    if (oddProfile) {
      if (colorSpace != SRGB) {
        x = bits.flag();
        y = bits.flag();
      }
      bits.skip(1);
    }
    int width = bits.bits(16) + 1;
    int height = bits.bits(16) + 1;
    return new KeyFrameHeader(profile, bitDepth, colorSpace, fullRange, x, y, width, height);
  }
}
