package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file's boxes as text: a line for each, indented, with the bytes of those that hold no boxes.
 */
final class BoxDump {

  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf");

  private static final int SHOWN_BYTES = 160;

  private final StringBuilder text = new StringBuilder();

  static String of(ByteSlice file) {
    BoxDump dump = new BoxDump();
    dump.boxes(file.cursor(), 0);
    return dump.text.toString();
  }

  private void boxes(ByteCursor cursor, int depth) {
    while (cursor.hasRemaining()) {
      int size = cursor.i32();
      String type = cursor.utf8(4);
      ByteSlice body = cursor.slice(size - 8);
      text.append("  ".repeat(depth)).append(type).append(' ').append(size);
      if (CONTAINERS.contains(type)) {
        text.append('\n');
        boxes(body.cursor(), depth + 1);
      } else if (type.equals("stsd")) {
        entries(body.cursor(), depth + 1);
      } else {
        bytes(type, body, depth);
      }
    }
  }

  private void entries(ByteCursor cursor, int depth) {
    text.append(" flags ")
        .append(cursor.i32())
        .append(" entries ")
        .append(cursor.i32())
        .append('\n');
    while (cursor.hasRemaining()) {
      int size = cursor.i32();
      String type = cursor.utf8(4);
      ByteSlice body = cursor.slice(size - 8);
      boolean visual = Set.of("avc1", "hvc1", "av01", "vp09").contains(type);
      int fixed = visual ? 78 : 28;
      text.append("  ".repeat(depth)).append(type).append(' ').append(size);
      bytes(type, new ByteSlice(body.array(), body.offset(), fixed), depth);
      ByteCursor rest = body.cursor();
      rest.skip(fixed);
      boxes(rest, depth + 1);
    }
  }

  /** Without zeros at the end of lines: eight bytes a group, as many lines as it takes. */
  private void bytes(String type, ByteSlice body, int depth) {
    int shown =
        type.equals("mdat") ? Math.min(16, body.length()) : Math.min(SHOWN_BYTES, body.length());
    for (int i = 0; i < shown; i += 32) {
      text.append('\n').append("  ".repeat(depth + 1)).append('.');
      for (int j = i; j < Math.min(i + 32, shown); j += 8) {
        int from = body.offset() + j;
        int to = body.offset() + Math.min(j + 8, shown);
        text.append(' ').append(HexFormat.of().formatHex(body.array(), from, to));
      }
    }
    text.append(shown < body.length() ? " …\n" : "\n");
  }
}
