package dev.weir.testkit.bytes;

import java.util.Arrays;

/** Bits put one after the other, the highest first: headers as their specifications draw them. */
public final class BitWriter {

  private byte[] bytes = new byte[16];
  private int size;

  /** Appends the lowest {@code count} bits of {@code value}. */
  public BitWriter bits(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      if (size >> 3 == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      bytes[size >> 3] |= (byte) ((value >> i & 1) << (7 - (size & 7)));
      size++;
    }
    return this;
  }

  /** Appends an unsigned Exp-Golomb number, ISO/IEC 14496-10 9.1. */
  public BitWriter ue(long value) {
    int length = 64 - Long.numberOfLeadingZeros(value + 1);
    return bits(0, length - 1).bits(value + 1, length);
  }

  /** What was written, filled up with zeros to a whole byte. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, (size + 7) / 8);
  }
}
