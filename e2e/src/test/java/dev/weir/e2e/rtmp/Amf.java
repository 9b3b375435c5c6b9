package dev.weir.e2e.rtmp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** AMF0 values as an encoder writes them, and some that no encoder should. */
final class Amf {

  private static final int NUMBER = 0;
  private static final int STRING = 2;
  private static final int OBJECT = 3;
  private static final int NULL = 5;
  private static final int OBJECT_END = 9;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  Amf string(String text) {
    return write(() -> {
      out.writeByte(STRING);
      name(text);
    });
  }

  Amf number(double number) {
    return write(() -> {
      out.writeByte(NUMBER);
      out.writeDouble(number);
    });
  }

  Amf nothing() {
    return write(() -> out.writeByte(NULL));
  }

  Amf object(Map<String, String> properties) {
    return write(() -> {
      out.writeByte(OBJECT);
      for (Map.Entry<String, String> property : properties.entrySet()) {
        name(property.getKey());
        string(property.getValue());
      }
      name("");
      out.writeByte(OBJECT_END);
    });
  }

  /** Objects within objects, none of which ends. */
  Amf nested(int depth) {
    return write(() -> {
      for (int level = 0; level < depth; level++) {
        out.writeByte(OBJECT);
        name("a");
      }
    });
  }

  private void name(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(utf8.length);
    out.write(utf8);
  }

  private Amf write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private interface Writing {
    void run() throws IOException;
  }
}
