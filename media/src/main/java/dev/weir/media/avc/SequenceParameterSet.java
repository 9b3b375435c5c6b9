package dev.weir.media.avc;

import dev.weir.media.bytes.BitCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.nal.NalUnits;
import java.util.OptionalDouble;

/**
 * What an AVC sequence parameter set says about the pictures. ISO/IEC 14496-10 7.3.2.1.1 and E.1.1.
 *
 * @param profile profile_idc
 * @param level level_idc
 * @param chromaFormat 0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param bitDepth bits of a luma sample
 * @param width pixels, cropped
 * @param height pixels, cropped
 * @param framesPerSecond from the timing of VUI; empty when it does not say
 */
public record SequenceParameterSet(
    int profile,
    int level,
    int chromaFormat,
    int bitDepth,
    int width,
    int height,
    OptionalDouble framesPerSecond) {

  /** Pixels on one side of a picture. */
  public static final int MAX_SIDE_PIXELS = 16_384;

  private static final int NAL_TYPE = 7;

  /** Reads a NAL unit of type 7. */
  public static SequenceParameterSet read(ByteSlice unit) {
    BitCursor bits = new BitCursor(NalUnits.withoutEmulationPrevention(unit));
    int header = bits.bits(8);
    if ((header & 0x1F) != NAL_TYPE) {
      throw new MalformedMediaException("AVC NAL unit " + (header & 0x1F) + " as parameter set");
    }
    int profile = bits.bits(8);
    bits.skip(8);
    int level = bits.bits(8);
    bits.ue("seq_parameter_set_id", 31);
    Chroma chroma = Chroma.read(bits, profile);
    skipFrameNumbering(bits);
    Size size = Size.read(bits, chroma.arrayType());
    OptionalDouble rate = bits.flag() ? Vui.readFramesPerSecond(bits) : OptionalDouble.empty();
    return new SequenceParameterSet(
        profile, level, chroma.format(), chroma.bitDepth(), size.width(), size.height(), rate);
  }

  private static void skipFrameNumbering(BitCursor bits) {
    bits.ue("log2_max_frame_num", 12);
    int orderType = bits.ue("pic_order_cnt_type", 2);
    if (orderType == 0) {
      bits.ue("log2_max_pic_order_cnt_lsb", 12);
    } else if (orderType == 1) {
      bits.skip(1);
      bits.se();
      bits.se();
      int cycle = bits.ue("num_ref_frames_in_pic_order_cnt_cycle", 255);
      for (int i = 0; i < cycle; i++) {
        bits.se();
      }
    }
    bits.ue("max_num_ref_frames", 64);
    bits.skip(1);
  }

  /** The part that only the higher profiles have. */
  private record Chroma(int format, boolean separatePlanes, int bitDepth) {

    static Chroma read(BitCursor bits, int profile) {
      boolean high =
          switch (profile) {
            case 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 -> true;
            default -> false;
          };
      if (!high) {
        return new Chroma(1, false, 8);
      }
      int format = bits.ue("chroma_format_idc", 3);
      boolean separatePlanes = format == 3 && bits.flag();
      int bitDepth = 8 + bits.ue("bit_depth_luma", 6);
      bits.ue("bit_depth_chroma", 6);
      bits.skip(1);
      if (bits.flag()) {
        skipScalingLists(bits, format == 3 ? 12 : 8);
      }
      return new Chroma(format, separatePlanes, bitDepth);
    }

    /** ChromaArrayType: planes that are coded apart are each monochrome. */
    int arrayType() {
      return separatePlanes ? 0 : format;
    }

    private static void skipScalingLists(BitCursor bits, int lists) {
      for (int list = 0; list < lists; list++) {
        if (bits.flag()) {
          skipScalingList(bits, list < 6 ? 16 : 64);
        }
      }
    }

    private static void skipScalingList(BitCursor bits, int size) {
      int last = 8;
      int next = 8;
      for (int i = 0; i < size && next != 0; i++) {
        next = (int) (last + bits.se()) & 0xFF;
        last = next == 0 ? last : next;
      }
    }
  }

  /** Macroblocks less the cropped border. */
  private record Size(int width, int height) {

    static Size read(BitCursor bits, int chromaArrayType) {
      int maxBlocks = MAX_SIDE_PIXELS / 16 - 1;
      int codedWidth = 16 * (bits.ue("pic_width_in_mbs", maxBlocks) + 1);
      int mapUnits = bits.ue("pic_height_in_map_units", maxBlocks) + 1;
      boolean framesOnly = bits.flag();
      int fields = framesOnly ? 1 : 2;
      int codedHeight = 16 * mapUnits * fields;
      bits.skip(framesOnly ? 1 : 2);
      if (!bits.flag()) {
        return checked(codedWidth, codedHeight);
      }
      int unitX = chromaArrayType == 1 || chromaArrayType == 2 ? 2 : 1;
      int unitY = (chromaArrayType == 1 ? 2 : 1) * fields;
      int left = bits.ue("crop left", MAX_SIDE_PIXELS);
      int right = bits.ue("crop right", MAX_SIDE_PIXELS);
      int top = bits.ue("crop top", MAX_SIDE_PIXELS);
      int bottom = bits.ue("crop bottom", MAX_SIDE_PIXELS);
      return checked(codedWidth - unitX * (left + right), codedHeight - unitY * (top + bottom));
    }

    private static Size checked(int width, int height) {
      if (width < 1 || height < 1 || width > MAX_SIDE_PIXELS || height > MAX_SIDE_PIXELS) {
        throw new MalformedMediaException(
            "AVC picture of %d x %d, limit %d".formatted(width, height, MAX_SIDE_PIXELS));
      }
      return new Size(width, height);
    }
  }
}
