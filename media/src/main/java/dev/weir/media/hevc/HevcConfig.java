package dev.weir.media.hevc;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import java.util.ArrayList;
import java.util.List;

/**
 * HEVCDecoderConfigurationRecord, the body of {@code hvcC}. ISO/IEC 14496-15 8.3.3.1.2.
 *
 * @param profile profile, tier and level
 * @param middle the nine bytes between level and the NAL unit arrays, as they came: spatial
 *     segmentation, parallelism, chroma, bit depths, frame rate, layers, length size
 * @param arrays parameter sets by NAL unit type
 */
public record HevcConfig(HevcProfile profile, ByteSlice middle, List<NalArray> arrays) {

  /** NAL unit type of a video parameter set. */
  public static final int VPS = 32;

  /** NAL unit type of a sequence parameter set. */
  public static final int SPS = 33;

  /** NAL unit type of a picture parameter set. */
  public static final int PPS = 34;

  /** NAL units in one record. */
  public static final int MAX_UNITS = 256;

  private static final int VERSION = 1;
  private static final int MIDDLE_BYTES = 9;

  /** Takes a copy of {@code arrays}. */
  public HevcConfig {
    if (middle.length() != MIDDLE_BYTES) {
      throw new IllegalArgumentException(middle.length() + " bytes between level and arrays");
    }
    arrays = List.copyOf(arrays);
  }

  /**
   * The NAL units of one type.
   *
   * @param complete whether the samples carry no others of that type
   * @param type nal_unit_type
   * @param units NAL units, two header bytes each
   */
  public record NalArray(boolean complete, int type, List<ByteSlice> units) {

    /** Takes a copy of {@code units}. */
    public NalArray {
      units = List.copyOf(units);
    }
  }

  /** Reads a record. */
  public static HevcConfig read(ByteSlice bytes) {
    ByteCursor cursor = bytes.cursor();
    int version = cursor.u8();
    if (version > VERSION) { // 0 was written by early encoders, with the same meaning
      throw new UnsupportedMediaException("hvcC version " + version);
    }
    HevcProfile profile = HevcProfile.read(cursor.slice(HevcProfile.SIZE_BYTES));
    ByteSlice middle = cursor.slice(MIDDLE_BYTES);
    int count = cursor.u8();
    List<NalArray> arrays = new ArrayList<>();
    int unitsLeft = MAX_UNITS;
    for (int i = 0; i < count; i++) {
      NalArray array = readArray(cursor, unitsLeft);
      unitsLeft -= array.units().size();
      arrays.add(array);
    }
    return new HevcConfig(profile, middle, arrays);
  }

  /** The bytes of the record. */
  public byte[] toBytes() {
    ByteSink sink = new ByteSink(128);
    sink.u8(VERSION);
    profile.write(sink);
    sink.bytes(middle).u8(arrays.size());
    for (NalArray array : arrays) {
      sink.u8((array.complete() ? 0x80 : 0) | array.type()).u16(array.units().size());
      array.units().forEach(unit -> sink.u16(unit.length()).bytes(unit));
    }
    return sink.toByteArray();
  }

  /** Bytes of each NAL unit's length in a sample: 1, 2 or 4. */
  public int nalLengthBytes() {
    return (middle.u8(MIDDLE_BYTES - 1) & 0x03) + 1;
  }

  /** All units of one type, in order. */
  public List<ByteSlice> units(int type) {
    return arrays.stream()
        .filter(array -> array.type() == type)
        .flatMap(array -> array.units().stream())
        .toList();
  }

  /** The RFC 6381 codec string for samples whose parameter sets are here ({@code hvc1}). */
  public String codecString() {
    return "hvc1." + profile.codecStringPart();
  }

  private static NalArray readArray(ByteCursor cursor, int unitsLeft) {
    int header = cursor.u8();
    int count = cursor.u16();
    if (count > unitsLeft) {
      throw new MalformedMediaException("hvcC with more than " + MAX_UNITS + " NAL units");
    }
    List<ByteSlice> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      units.add(cursor.slice(cursor.u16()));
    }
    return new NalArray((header & 0x80) != 0, header & 0x3F, units);
  }
}
