package dev.weir.media.vp9;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import java.util.Locale;

/**
 * VPCodecConfigurationRecord. VP Codec ISO BMFF binding, "VP Codec Configuration Box".
 *
 * <pre>
 * profile:8 | level:8 | bitDepth:4 chroma:3 fullRange:1 | primaries:8 | transfer:8 | matrix:8 | 0:16
 * </pre>
 *
 * @param profile 0 to 3
 * @param level ten times the level, for example 31; 0 when the writer did not know
 * @param bitDepth 8, 10 or 12
 * @param chromaSubsampling 0 or 1 4:2:0, 2 4:2:2, 3 4:4:4
 * @param fullRange whether samples use the full range
 * @param primaries colour primaries, ISO/IEC 23091-2; 2 when unspecified
 * @param transfer transfer characteristics, likewise
 * @param matrix matrix coefficients, likewise
 */
public record Vp9Config(
    int profile,
    int level,
    int bitDepth,
    int chromaSubsampling,
    boolean fullRange,
    int primaries,
    int transfer,
    int matrix) {

  private static final int BOX_VERSION = 1;

  /**
   * Reads a record as Enhanced RTMP carries it. The version and flags of the box, which some
   * writers leave in front, are passed over.
   */
  public static Vp9Config read(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    if (bytes.length() >= 12 && cursor.peek(4).cursor().i32() == BOX_VERSION << 24) {
      cursor.skip(4);
    }
    int profile = cursor.u8();
    int level = cursor.u8();
    int packed = cursor.u8();
    return new Vp9Config(
        profile,
        level,
        packed >> 4,
        packed >> 1 & 0x07,
        (packed & 1) != 0,
        cursor.u8(),
        cursor.u8(),
        cursor.u8());
  }

  /** The bytes of the record. */
  public byte[] toBytes() {
    return write(new ByteSink(8)).toByteArray();
  }

  /** The body of {@code vpcC}: version and flags of the box, then the record. */
  public byte[] toBoxBody() {
    return write(new ByteSink(12).u32(BOX_VERSION << 24)).toByteArray();
  }

  /** The RFC 6381 codec string in its short form. */
  public String codecString() {
    return String.format(Locale.ROOT, "vp09.%02d.%02d.%02d", profile, level, bitDepth);
  }

  private ByteSink write(ByteSink sink) {
    return sink.u8(profile)
        .u8(level)
        .u8(bitDepth << 4 | chromaSubsampling << 1 | (fullRange ? 1 : 0))
        .u8(primaries)
        .u8(transfer)
        .u8(matrix)
        .u16(0);
  }
}
