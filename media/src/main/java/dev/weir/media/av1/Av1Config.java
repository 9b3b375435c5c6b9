package dev.weir.media.av1;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.UnsupportedMediaException;
import java.util.Locale;
import java.util.Optional;

/**
 * AV1CodecConfigurationRecord, the body of {@code av1C}. AV1 ISO BMFF binding 2.3.3.
 *
 * <pre>
 * 1 version:7 | profile:3 level:5 | tier:1 high:1 twelve:1 mono:1 subX:1 subY:1 position:2
 * | 000 delayPresent:1 delay:4 | OBUs
 * </pre>
 *
 * @param profile seq_profile
 * @param level seq_level_idx of the first operating point
 * @param highTier seq_tier of the first operating point
 * @param color bit depth and chroma
 * @param delay the fourth byte: the initial presentation delay, when there is one
 * @param obus configuration OBUs; the sequence header is among them unless they are empty
 */
public record Av1Config(
    int profile, int level, boolean highTier, ColorConfig color, int delay, ByteSlice obus) {

  private static final int MARKER_AND_VERSION = 0x81;

  /** Reads a record. */
  public static Av1Config read(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    int version = cursor.u8();
    if (version != MARKER_AND_VERSION) {
      throw new UnsupportedMediaException("av1C marker and version " + version);
    }
    int second = cursor.u8();
    int third = cursor.u8();
    ColorConfig color =
        new ColorConfig(
            (third & 0x40) != 0,
            (third & 0x20) != 0,
            (third & 0x10) != 0,
            (third & 0x08) != 0,
            (third & 0x04) != 0,
            third & 0x03);
    return new Av1Config(
        second >> 5, second & 0x1F, (third & 0x80) != 0, color, cursor.u8(), cursor.rest());
  }

  /** Makes the record that a key frame stands for; empty when it has no sequence header. */
  public static Optional<Av1Config> ofKeyFrame(ByteSlice sample) {
    return Obu.readAll(sample).stream()
        .filter(obu -> obu.type() == Obu.SEQUENCE_HEADER)
        .findFirst()
        .map(Av1Config::ofSequenceHeader);
  }

  /** The bytes of the record. */
  public byte[] toBytes() {
    return new ByteSink(32)
        .u8(MARKER_AND_VERSION)
        .u8(profile << 5 | level)
        .u8(
            bit(highTier, 7)
                | bit(color.highBitDepth(), 6)
                | bit(color.twelveBit(), 5)
                | bit(color.monochrome(), 4)
                | bit(color.subsamplingX(), 3)
                | bit(color.subsamplingY(), 2)
                | color.chromaSamplePosition())
        .u8(delay)
        .bytes(obus)
        .toByteArray();
  }

  /** The sequence header among the OBUs; empty when they are left out. */
  public Optional<SequenceHeader> sequenceHeader() {
    return Obu.readAll(obus).stream()
        .filter(obu -> obu.type() == Obu.SEQUENCE_HEADER)
        .findFirst()
        .map(obu -> SequenceHeader.read(obu.payload()));
  }

  /** The RFC 6381 codec string in its short form. AV1 ISO BMFF binding, 5. */
  public String codecString() {
    return String.format(
        Locale.ROOT, "av01.%d.%02d%s.%02d", profile, level, highTier ? "H" : "M", color.bitDepth());
  }

  private static Av1Config ofSequenceHeader(Obu obu) {
    SequenceHeader header = SequenceHeader.read(obu.payload());
    return new Av1Config(
        header.profile(), header.level(), header.highTier(), header.color(), 0, obu.whole());
  }

  private static int bit(boolean value, int position) {
    return value ? 1 << position : 0;
  }
}
