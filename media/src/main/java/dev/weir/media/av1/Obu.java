package dev.weir.media.av1;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import java.util.ArrayList;
import java.util.List;

/**
 * One open bitstream unit. AV1 specification 5.3.1, 5.3.2.
 *
 * <pre>
 * 0 type:4 extension:1 hasSize:1 0 | temporal:3 spatial:2 000, if extension | size, leb128
 * </pre>
 *
 * @param type obu_type
 * @param whole header and payload
 * @param payload what stands behind the header
 */
public record Obu(int type, ByteSlice whole, ByteSlice payload) {

  /** The type of a sequence header. */
  public static final int SEQUENCE_HEADER = 1;

  /** The type of a temporal delimiter, which ISO BMFF samples leave out. */
  public static final int TEMPORAL_DELIMITER = 2;

  /** Units in one sample. */
  public static final int MAX_UNITS = 4096;

  private static final int MAX_LEB128_BYTES = 8;

  /** The units of a sample; the last one may do without a size. */
  public static List<Obu> readAll(ByteSlice sample) {
    List<Obu> units = new ArrayList<>();
    ByteCursor cursor = sample.cursor();
    while (cursor.hasRemaining()) {
      if (units.size() == MAX_UNITS) {
        throw new MalformedMediaException("more than " + MAX_UNITS + " OBUs in one sample");
      }
      units.add(read(cursor));
    }
    return units;
  }

  /** {@code sample} without the temporal delimiters in front, as a view. */
  public static ByteSlice withoutTemporalDelimiter(ByteSlice sample) {
    ByteCursor cursor = sample.cursor();
    while (cursor.hasRemaining() && (cursor.peekU8() >> 3 & 0x0F) == TEMPORAL_DELIMITER) {
      read(cursor);
    }
    return cursor.rest();
  }

  private static Obu read(ByteCursor cursor) {
    ByteSlice rest = cursor.peek(cursor.remaining());
    int header = cursor.u8();
    if ((header & 0x80) != 0) {
      throw new MalformedMediaException("OBU with the forbidden bit set");
    }
    if ((header & 0x04) != 0) {
      cursor.skip(1);
    }
    int size = (header & 0x02) != 0 ? leb128(cursor) : cursor.remaining();
    ByteSlice payload = cursor.slice(size);
    int wholeLength = payload.offset() + payload.length() - rest.offset();
    return new Obu(
        header >> 3 & 0x0F, new ByteSlice(rest.array(), rest.offset(), wholeLength), payload);
  }

  /** An unsigned number, seven bits a byte, the lowest first. 4.10.5. */
  private static int leb128(ByteCursor cursor) {
    long value = 0;
    for (int i = 0; i < MAX_LEB128_BYTES; i++) {
      int next = cursor.u8();
      value |= (next & 0x7FL) << 7 * i;
      if ((next & 0x80) == 0) {
        break;
      }
    }
    if (value > cursor.remaining()) {
      throw new MalformedMediaException(
          "OBU of " + value + " bytes, " + cursor.remaining() + " left");
    }
    return (int) value;
  }
}
