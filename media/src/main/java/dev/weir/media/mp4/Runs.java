package dev.weir.media.mp4;

import dev.weir.media.bytes.ByteSink;

/** Numbers of which the same often follow each other, kept as counts and values. */
final class Runs {

  private static final int ENTRY_BYTES = 8;

  private final ByteSink closed = new ByteSink(256);

  private int value;
  private int count;

  void add(int next) {
    if (count > 0 && next != value) {
      closed.u32(count).u32(value);
      count = 0;
    }
    value = next;
    count++;
  }

  /** Whether nothing but zeros was added. */
  boolean areZero() {
    return closed.size() == 0 && value == 0;
  }

  /** How many bytes it has. */
  int bytes() {
    return closed.size() + ENTRY_BYTES;
  }

  TableBox box(String type, int version) {
    ByteSink all = new ByteSink(closed.size() + ENTRY_BYTES).bytes(closed.toByteArray());
    if (count > 0) {
      all.u32(count).u32(value);
    }
    return new TableBox(type, version, all.size() / ENTRY_BYTES, all.toSlice());
  }
}
