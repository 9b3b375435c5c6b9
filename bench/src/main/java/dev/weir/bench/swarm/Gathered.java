package dev.weir.bench.swarm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of an answer that has to be seen as a whole. */
final class Gathered {

  private static final int MAX_BYTES = 8 << 20;

  private byte[] bytes = new byte[4 << 10];
  private int count;

  void add(ByteBuffer in, int length) {
    if (count + length > MAX_BYTES) {
      throw new BrokenFraming("an endless file");
    }
    if (count + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, count + length));
    }
    in.get(bytes, count, length);
    count += length;
  }

  void clear() {
    count = 0;
  }

  String text() {
    return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, count);
  }
}
