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
import dev.weir.media.bytes.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes AMF0 values, one after the other. */
public final class AmfWriter {

  private static final int MAX_SHORT_STRING_BYTES = 0xFFFF;

  private final ByteSink sink;

  /** A writer that appends to {@code sink}. */
  public AmfWriter(ByteSink sink) {
    this.sink = sink;
  }

  /** The bytes of {@code values}, one after the other. */
  public static byte[] toBytes(AmfValue... values) {
    return toBytes(List.of(values));
  }

  /** The bytes of {@code values}, one after the other. */
  public static byte[] toBytes(List<AmfValue> values) {
    ByteSink sink = new ByteSink(256);
    AmfWriter writer = new AmfWriter(sink);
    values.forEach(writer::write);
    return sink.toByteArray();
  }

  /** Appends one value. */
  public AmfWriter write(AmfValue value) {
    switch (value) {
      case AmfNumber(double number) -> sink.u8(AmfMarker.NUMBER).f64(number);
      case AmfBoolean(boolean bool) -> sink.u8(AmfMarker.BOOLEAN).u8(bool ? 1 : 0);
      case AmfString(String text) -> string(text);
      case AmfNull() -> sink.u8(AmfMarker.NULL);
      case AmfUndefined() -> sink.u8(AmfMarker.UNDEFINED);
      case AmfDate(double epochMs, int zoneMinutes) ->
          sink.u8(AmfMarker.DATE).f64(epochMs).u16(zoneMinutes);
      case AmfObject(Map<String, AmfValue> properties) -> {
        sink.u8(AmfMarker.OBJECT);
        properties(properties);
      }
      case AmfEcmaArray(Map<String, AmfValue> properties) -> {
        sink.u8(AmfMarker.ECMA_ARRAY).u32(properties.size());
        properties(properties);
      }
      case AmfStrictArray(List<AmfValue> elements) -> {
        sink.u8(AmfMarker.STRICT_ARRAY).u32(elements.size());
        elements.forEach(this::write);
      }
    }
    return this;
  }

  /** Appends a string. */
  public AmfWriter write(String text) {
    return write(new AmfString(text));
  }

  /** Appends a number. */
  public AmfWriter write(double number) {
    return write(new AmfNumber(number));
  }

  private void properties(Map<String, AmfValue> properties) {
    properties.forEach((name, value) -> {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      if (utf8.length > MAX_SHORT_STRING_BYTES) {
        throw new IllegalArgumentException("property name of " + utf8.length + " bytes");
      }
      sink.u16(utf8.length).bytes(utf8);
      write(value);
    });
    sink.u16(0).u8(AmfMarker.OBJECT_END);
  }

  private void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= MAX_SHORT_STRING_BYTES) {
      sink.u8(AmfMarker.STRING).u16(utf8.length).bytes(utf8);
    } else {
      sink.u8(AmfMarker.LONG_STRING).u32(utf8.length).bytes(utf8);
    }
  }
}
