package dev.weir.media.avc;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import java.util.ArrayList;
import java.util.List;

/**
 * AVCDecoderConfigurationRecord, the body of {@code avcC}. ISO/IEC 14496-15 5.3.3.1.2.
 *
 * @param profile profile_idc
 * @param compatibility the constraint flags between profile and level
 * @param level level_idc
 * @param nalLengthBytes bytes of each NAL unit's length in a sample: 1, 2 or 4
 * @param sequenceParameterSets NAL units; none when they come in the samples
 * @param pictureParameterSets NAL units
 * @param extension what the higher profiles append, as it came
 */
public record AvcConfig(
    int profile,
    int compatibility,
    int level,
    int nalLengthBytes,
    List<ByteSlice> sequenceParameterSets,
    List<ByteSlice> pictureParameterSets,
    ByteSlice extension) {

  private static final int VERSION = 1;

  /** Takes copies of the lists. */
  public AvcConfig {
    sequenceParameterSets = List.copyOf(sequenceParameterSets);
    pictureParameterSets = List.copyOf(pictureParameterSets);
  }

  /** Reads a record. */
  public static AvcConfig read(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    int version = cursor.u8();
    if (version != VERSION) {
      throw new UnsupportedMediaException("avcC version " + version);
    }
    int profile = cursor.u8();
    int compatibility = cursor.u8();
    int level = cursor.u8();
    int nalLengthBytes = (cursor.u8() & 0x03) + 1;
    if (nalLengthBytes == 3) {
      throw new MalformedMediaException("avcC with NAL lengths of 3 bytes");
    }
    List<ByteSlice> sps = readUnits(cursor, cursor.u8() & 0x1F);
    List<ByteSlice> pps = readUnits(cursor, cursor.u8());
    return new AvcConfig(profile, compatibility, level, nalLengthBytes, sps, pps, cursor.rest());
  }

  /** The bytes of the record. */
  public byte[] toBytes() {
    ByteSink sink = new ByteSink(64);
    sink.u8(VERSION).u8(profile).u8(compatibility).u8(level);
    sink.u8(0xFC | nalLengthBytes - 1);
    sink.u8(0xE0 | sequenceParameterSets.size());
    sequenceParameterSets.forEach(unit -> sink.u16(unit.length()).bytes(unit));
    sink.u8(pictureParameterSets.size());
    pictureParameterSets.forEach(unit -> sink.u16(unit.length()).bytes(unit));
    return sink.bytes(extension).toByteArray();
  }

  /** The RFC 6381 codec string, 3.3. */
  public String codecString() {
    return "avc1.%02x%02x%02x".formatted(profile, compatibility, level);
  }

  private static List<ByteSlice> readUnits(ByteCursor cursor, int count) {
    List<ByteSlice> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      units.add(cursor.slice(cursor.u16()));
    }
    return units;
  }
}
