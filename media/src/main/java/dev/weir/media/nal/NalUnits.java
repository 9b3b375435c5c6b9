package dev.weir.media.nal;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import java.util.ArrayList;
import java.util.List;

/** The NAL units of one sample, in order; each one a view of the sample, without prefix. */
public final class NalUnits {

  /** NAL units in one sample. */
  public static final int MAX_UNITS = 4096;

  private static final int START_CODE = 1;

  private NalUnits() {}

  /**
   * Reads a sample in which each unit follows its length, as MP4 and FLV carry it. Empty units are
   * left out.
   *
   * @param lengthBytes bytes of each length, 1 to 4, as the decoder configuration says
   */
  public static List<ByteSlice> readLengthPrefixed(ByteSlice sample, int lengthBytes) {
    List<ByteSlice> units = new ArrayList<>();
    ByteCursor cursor = sample.cursor();
    while (cursor.hasRemaining()) {
      int length = length(cursor, lengthBytes);
      if (length != 0) {
        add(units, cursor.slice(length));
      }
    }
    return units;
  }

  /** Reads a sample in which each unit follows a start code, as MPEG-TS carries it. */
  public static List<ByteSlice> readAnnexB(ByteSlice sample) {
    List<ByteSlice> units = new ArrayList<>();
    int start = afterStartCode(sample, 0);
    while (start <= sample.length()) {
      int next = afterStartCode(sample, start);
      int end = Math.min(next - 3, sample.length());
      while (end > start && sample.u8(end - 1) == 0) {
        end--;
      }
      if (end > start) {
        add(units, new ByteSlice(sample.array(), sample.offset() + start, end - start));
      }
      start = next;
    }
    return units;
  }

  /** Appends one unit with a start code in front. */
  public static void writeAnnexB(ByteSlice unit, ByteSink sink) {
    sink.u32(START_CODE).bytes(unit);
  }

  /** Appends one unit with its length in four bytes in front. */
  public static void writeLengthPrefixed(ByteSlice unit, ByteSink sink) {
    sink.u32(unit.length()).bytes(unit);
  }

  /**
   * What a unit says, without its emulation prevention bytes (ISO/IEC 14496-10 7.3.1); the unit
   * itself when it has none.
   */
  public static ByteSlice withoutEmulationPrevention(ByteSlice unit) {
    byte[] clean = new byte[unit.length()];
    int size = 0;
    int zeros = 0;
    for (int i = 0; i < unit.length(); i++) {
      int value = unit.u8(i);
      if (zeros >= 2 && value == 3) {
        zeros = 0;
      } else {
        zeros = value == 0 ? zeros + 1 : 0;
        clean[size++] = (byte) value;
      }
    }
    return size == unit.length() ? unit : new ByteSlice(clean, 0, size);
  }

  private static int length(ByteCursor cursor, int lengthBytes) {
    return switch (lengthBytes) {
      case 1 -> cursor.u8();
      case 2 -> cursor.u16();
      case 3 -> cursor.u24();
      case 4 -> cursor.i32(); // a negative one is refused by the cursor
      default -> throw new IllegalArgumentException("NAL length of " + lengthBytes + " bytes");
    };
  }

  private static void add(List<ByteSlice> units, ByteSlice unit) {
    if (units.size() == MAX_UNITS) {
      throw new MalformedMediaException("more than " + MAX_UNITS + " NAL units in one sample");
    }
    units.add(unit);
  }

  /** The index behind the next 00 00 01; without one, an index 3 behind the end. */
  private static int afterStartCode(ByteSlice sample, int from) {
    for (int i = from; i + 2 < sample.length(); i++) {
      if (sample.u8(i) == 0 && sample.u8(i + 1) == 0 && sample.u8(i + 2) == 1) {
        return i + 3;
      }
    }
    return sample.length() + 3;
  }
}
