package dev.weir.media.amf;

import dev.weir.media.amf.AmfValue.AmfBoolean;
import dev.weir.media.amf.AmfValue.AmfDate;
import dev.weir.media.amf.AmfValue.AmfEcmaArray;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfStrictArray;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfValue.AmfUndefined;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads AMF0 values from one message, in order, within {@link AmfLimits}.
 *
 * <p>Kind to what encoders really send: the element count of an ECMA array is only a hint and is
 * ignored, an object may end with the message instead of with its end marker, a value may switch to
 * AMF3 (marker 0x11). Everything else that breaks the format is a {@link MalformedMediaException};
 * movie clips, record sets and the exotic AMF3 types are an {@link UnsupportedMediaException}.
 */
public final class AmfReader {

  private final AmfInput input;
  private final ByteCursor cursor;
  private final AmfReferences<AmfValue> references = new AmfReferences<>();
  private final Amf3Reader amf3;

  /** A reader at the first byte of {@code message}. */
  public AmfReader(ByteSlice message) {
    input = new AmfInput(message);
    cursor = input.cursor();
    amf3 = new Amf3Reader(input);
  }

  /** All values of a message. */
  public static List<AmfValue> readAll(ByteSlice message) {
    AmfReader reader = new AmfReader(message);
    List<AmfValue> values = new ArrayList<>();
    while (reader.hasNext()) {
      values.add(reader.read());
      AmfLimits.check("values", values.size(), AmfLimits.MAX_VALUES);
    }
    return values;
  }

  /** Whether another value follows. */
  public boolean hasNext() {
    return cursor.hasRemaining();
  }

  /** Reads the next value. */
  public AmfValue read() {
    return read(0);
  }

  private AmfValue read(int depth) {
    int marker = cursor.u8();
    return switch (marker) {
      case AmfMarker.NUMBER -> new AmfNumber(cursor.f64());
      case AmfMarker.BOOLEAN -> new AmfBoolean(cursor.u8() != 0);
      case AmfMarker.STRING -> new AmfString(cursor.utf8(cursor.u16()));
      case AmfMarker.LONG_STRING, AmfMarker.XML_DOCUMENT -> new AmfString(longString());
      case AmfMarker.NULL -> new AmfNull();
      case AmfMarker.UNDEFINED, AmfMarker.UNSUPPORTED -> new AmfUndefined();
      case AmfMarker.DATE -> new AmfDate(cursor.f64(), (short) cursor.u16());
      case AmfMarker.OBJECT -> object(depth);
      case AmfMarker.TYPED_OBJECT -> {
        cursor.skip(cursor.u16());
        yield object(depth);
      }
      case AmfMarker.ECMA_ARRAY -> {
        cursor.skip(4);
        yield input.nest(references, depth, () -> new AmfEcmaArray(properties(depth + 1)));
      }
      case AmfMarker.STRICT_ARRAY -> input.nest(references, depth, () -> strictArray(depth + 1));
      case AmfMarker.REFERENCE -> input.repeat(references.resolve(cursor.u16()), depth);
      case AmfMarker.AVM_PLUS -> amf3.read(depth);
      case AmfMarker.MOVIE_CLIP, AmfMarker.RECORD_SET ->
          throw new UnsupportedMediaException("AMF0 type " + marker);
      default -> throw new MalformedMediaException("AMF0 type " + marker + " does not exist");
    };
  }

  private AmfValue object(int depth) {
    return input.nest(references, depth, () -> new AmfObject(properties(depth + 1)));
  }

  private AmfValue strictArray(int depth) {
    long count = cursor.u32();
    AmfLimits.check("array count (every element takes a byte)", count, cursor.remaining());
    List<AmfValue> elements = new ArrayList<>((int) Math.min(count, 1024));
    for (long i = 0; i < count; i++) {
      elements.add(read(depth));
    }
    return new AmfStrictArray(elements);
  }

  private Map<String, AmfValue> properties(int depth) {
    Map<String, AmfValue> properties = new LinkedHashMap<>();
    while (!atEnd()) {
      int nameBytes = cursor.u16();
      AmfLimits.check("name bytes", nameBytes, AmfLimits.MAX_NAME_BYTES);
      properties.put(cursor.utf8(nameBytes), read(depth));
      AmfLimits.check("properties", properties.size(), AmfLimits.MAX_PROPERTIES);
    }
    return properties;
  }

  /**
   * Steps over the end of an object: 00 00 09, or as much of that as the message still has. FMLE
   * and several hardware encoders stop short at the end of a message; ffmpeg and librtmp take it.
   */
  private boolean atEnd() {
    int left = Math.min(3, cursor.remaining());
    ByteSlice next = cursor.peek(left);
    boolean end =
        switch (left) {
          case 0 -> true;
          case 1 -> next.u8(0) == 0;
          case 2 -> next.u8(0) == 0 && next.u8(1) == 0;
          default -> next.u8(0) == 0 && next.u8(1) == 0 && next.u8(2) == AmfMarker.OBJECT_END;
        };
    if (end) {
      cursor.skip(left);
    }
    return end;
  }

  private String longString() {
    long length = cursor.u32();
    AmfLimits.check("string bytes", length, AmfLimits.MAX_STRING_BYTES);
    return cursor.utf8((int) length);
  }
}
