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
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.bytes.UnsupportedMediaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the AMF3 values that an AMF0 message switches to. The three reference tables last as long
 * as the message. Byte arrays, vectors, dictionaries and externalizable objects are unsupported: no
 * RTMP command needs them.
 */
final class Amf3Reader {

  private static final int UNDEFINED = 0x00;
  private static final int NULL = 0x01;
  private static final int FALSE = 0x02;
  private static final int TRUE = 0x03;
  private static final int INTEGER = 0x04;
  private static final int DOUBLE = 0x05;
  private static final int STRING = 0x06;
  private static final int XML_DOCUMENT = 0x07;
  private static final int DATE = 0x08;
  private static final int ARRAY = 0x09;
  private static final int OBJECT = 0x0A;
  private static final int XML = 0x0B;
  private static final int DICTIONARY = 0x11;

  private final AmfInput input;
  private final ByteCursor cursor;
  private final AmfReferences<AmfValue> objects = new AmfReferences<>();
  private final AmfReferences<String> strings = new AmfReferences<>();
  private final AmfReferences<Traits> classes = new AmfReferences<>();

  Amf3Reader(AmfInput input) {
    this.input = input;
    cursor = input.cursor();
  }

  /** Reads one value that stands {@code depth} levels down. */
  AmfValue read(int depth) {
    int marker = cursor.u8();
    return switch (marker) {
      case UNDEFINED -> new AmfUndefined();
      case NULL -> new AmfNull();
      case FALSE -> new AmfBoolean(false);
      case TRUE -> new AmfBoolean(true);
      case INTEGER -> new AmfNumber(u29() << 3 >> 3);
      case DOUBLE -> new AmfNumber(cursor.f64());
      case STRING -> new AmfString(string(depth));
      case XML_DOCUMENT, XML ->
          objectOrReference(depth, length -> new AmfString(cursor.utf8(checkedString(length))));
      case DATE -> objectOrReference(depth, _ -> new AmfDate(cursor.f64(), 0));
      case ARRAY -> objectOrReference(depth, count -> array(count, depth + 1));
      case OBJECT -> objectOrReference(depth, flags -> object(flags, depth + 1));
      default -> {
        if (marker <= DICTIONARY) {
          throw new UnsupportedMediaException("AMF3 type " + marker);
        }
        throw new MalformedMediaException("AMF3 type " + marker + " does not exist");
      }
    };
  }

  private AmfValue objectOrReference(int depth, Body body) {
    int header = u29();
    return isReference(header)
        ? input.repeat(objects.resolve(header >> 1), depth)
        : input.nest(objects, depth, () -> body.read(header >> 1));
  }

  private AmfValue array(int count, int depth) {
    Map<String, AmfValue> named = namedValues(new LinkedHashMap<>(), depth);
    AmfLimits.check("array count (every element takes a byte)", count, cursor.remaining());
    List<AmfValue> elements = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      elements.add(read(depth));
    }
    if (named.isEmpty()) {
      return new AmfStrictArray(elements);
    }
    AmfLimits.check("properties", named.size() + count, AmfLimits.MAX_PROPERTIES);
    for (int i = 0; i < count; i++) {
      named.put(Integer.toString(i), elements.get(i));
    }
    return new AmfEcmaArray(named);
  }

  private AmfValue object(int flags, int depth) {
    Traits traits =
        isReference(flags)
            ? input.repeat(classes.resolve(flags >> 1), depth)
            : input.nest(classes, depth, () -> traits(flags >> 1, depth));
    Map<String, AmfValue> properties = new LinkedHashMap<>();
    for (String name : traits.names()) {
      properties.put(name, read(depth));
    }
    return new AmfObject(traits.dynamic() ? namedValues(properties, depth) : properties);
  }

  private Traits traits(int flags, int depth) {
    if ((flags & 1) != 0) {
      throw new UnsupportedMediaException("AMF3 externalizable object");
    }
    int count = flags >> 2;
    AmfLimits.check("properties", count, AmfLimits.MAX_PROPERTIES);
    string(depth); // the class name, which means nothing here
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(checkedName(string(depth)));
    }
    return new Traits(names, (flags & 2) != 0);
  }

  private Map<String, AmfValue> namedValues(Map<String, AmfValue> properties, int depth) {
    for (String name = string(depth); !name.isEmpty(); name = string(depth)) {
      properties.put(checkedName(name), read(depth));
      AmfLimits.check("properties", properties.size(), AmfLimits.MAX_PROPERTIES);
    }
    return properties;
  }

  /**
   * A name's characters stand in for its bytes: a text may also be a name, so the bytes are gone.
   */
  private static String checkedName(String name) {
    AmfLimits.check("name bytes", name.length(), AmfLimits.MAX_NAME_BYTES);
    return name;
  }

  private String string(int depth) {
    int header = u29();
    if (isReference(header)) {
      return input.repeat(strings.resolve(header >> 1), depth);
    }
    int length = checkedString(header >> 1);
    String text = cursor.utf8(length);
    if (length > 0) {
      strings.add(text, length);
    }
    return text;
  }

  private static int checkedString(int length) {
    AmfLimits.check("string bytes", length, AmfLimits.MAX_STRING_BYTES);
    return length;
  }

  private static boolean isReference(int header) {
    return (header & 1) == 0;
  }

  /** An integer of 29 bits in 1 to 4 bytes, the highest bits first. AMF3 1.3.1. */
  private int u29() {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int next = cursor.u8();
      value = value << 7 | next & 0x7F;
      if (next < 0x80) {
        return value;
      }
    }
    return value << 8 | cursor.u8();
  }

  /** Reads what follows a header whose lowest bit said that no reference follows. */
  private interface Body {
    AmfValue read(int headerBits);
  }

  /** What the objects of one class have in common. */
  private record Traits(List<String> names, boolean dynamic) {}
}
