package dev.weir.media.hevc;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.nal.NalUnits;
import java.util.OptionalDouble;

/**
 * What an HEVC sequence parameter set says about the pictures. ISO/IEC 23008-2 7.3.2.2.1.
 *
 * @param profile profile, tier and level
 * @param chromaFormat 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param bitDepth bits of a luma sample
 * @param width pixels, within the conformance window
 * @param height pixels, within the conformance window
 * @param framesPerSecond from the timing of VUI; empty when it does not say
 */
public record SequenceParameterSet(
    HevcProfile profile,
    int chromaFormat,
    int bitDepth,
    int width,
    int height,
    OptionalDouble framesPerSecond) {

  /** Pixels on one side of a picture. */
  public static final int MAX_SIDE_PIXELS = 16_384;

  private static final int NAL_HEADER_BYTES = 2;

  /** Reads a NAL unit of type 33. */
  public static SequenceParameterSet read(ByteSlice unit) {
    ByteSlice clean = NalUnits.withoutEmulationPrevention(unit);
    BitCursor bits = new BitCursor(clean);
    int type = bits.bits(8 * NAL_HEADER_BYTES) >> 9 & 0x3F;
    if (type != HevcConfig.SPS) {
      throw new MalformedMediaException("HEVC NAL unit " + type + " as parameter set");
    }
    bits.skip(4);
    int maxSubLayer = bits.bits(3);
    bits.skip(1);
    HevcProfile profile = readProfile(clean, bits, maxSubLayer);
    bits.ue("sps_seq_parameter_set_id", 15);
    int chromaFormat = bits.ue("chroma_format_idc", 3);
    boolean separatePlanes = chromaFormat == 3 && bits.flag();
    int codedWidth = bits.ue("pic_width_in_luma_samples", MAX_SIDE_PIXELS);
    int codedHeight = bits.ue("pic_height_in_luma_samples", MAX_SIDE_PIXELS);
    Border border =
        bits.flag() ? Border.read(bits, separatePlanes ? 0 : chromaFormat) : Border.NONE;
    int bitDepth = 8 + bits.ue("bit_depth_luma", 8);
    bits.ue("bit_depth_chroma", 8);
    OptionalDouble rate = SpsTiming.readFramesPerSecond(bits, maxSubLayer);
    return new SequenceParameterSet(
        profile,
        chromaFormat,
        bitDepth,
        side(codedWidth, border.horizontal()),
        side(codedHeight, border.vertical()),
        rate);
  }

  private static HevcProfile readProfile(ByteSlice clean, BitCursor bits, int maxSubLayer) {
    int start = bits.positionBytes();
    bits.skip(8L * HevcProfile.SIZE_BYTES);
    HevcProfile profile =
        HevcProfile.read(
            new ByteSlice(clean.array(), clean.offset() + start, HevcProfile.SIZE_BYTES));
    if (maxSubLayer > 0) {
      int presence = bits.bits(16);
      for (int layer = 0; layer < maxSubLayer; layer++) {
        int flags = presence >> 14 - 2 * layer & 3;
        bits.skip((flags & 2) != 0 ? 88 : 0);
        bits.skip((flags & 1) != 0 ? 8 : 0);
      }
    }
    return profile;
  }

  private static int side(int coded, int cut) {
    if (coded - cut < 1) {
      throw new MalformedMediaException(
          "HEVC picture of " + coded + " pixels with " + cut + " cropped");
    }
    return coded - cut;
  }

  /** Pixels outside of the conformance window. */
  private record Border(int horizontal, int vertical) {

    static final Border NONE = new Border(0, 0);

    static Border read(BitCursor bits, int chromaArrayType) {
      int unitX = chromaArrayType == 1 || chromaArrayType == 2 ? 2 : 1;
      int unitY = chromaArrayType == 1 ? 2 : 1;
      int left = bits.ue("crop left", MAX_SIDE_PIXELS);
      int right = bits.ue("crop right", MAX_SIDE_PIXELS);
      int top = bits.ue("crop top", MAX_SIDE_PIXELS);
      int bottom = bits.ue("crop bottom", MAX_SIDE_PIXELS);
      return new Border(unitX * (left + right), unitY * (top + bottom));
    }
  }
}
