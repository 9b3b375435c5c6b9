package dev.weir.media.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array that bytes are appended to. Integers are big-endian; high bits are cut off. */
public final class ByteSink {

  private byte[] array;
  private int size;

  /** A sink with room for {@code capacityBytes} before it first grows. */
  public ByteSink(int capacityBytes) {
    array = new byte[Math.max(16, capacityBytes)];
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** Appends 8 bits. */
  public ByteSink u8(int value) {
    room(1);
    array[size++] = (byte) value;
    return this;
  }

  /** Appends 16 bits. */
  public ByteSink u16(int value) {
    return u8(value >> 8).u8(value);
  }

  /** Appends 24 bits. */
  public ByteSink u24(int value) {
    return u8(value >> 16).u8(value >> 8).u8(value);
  }

  /** Appends 32 bits. */
  public ByteSink u32(long value) {
    room(4);
    putU32(size, value);
    size += 4;
    return this;
  }

  /** Appends 64 bits. */
  public ByteSink u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  /** Appends an IEEE 754 double. */
  public ByteSink f64(double value) {
    return u64(Double.doubleToRawLongBits(value));
  }

  /** Appends all of {@code bytes}. */
  public ByteSink bytes(byte[] bytes) {
    return bytes(bytes, 0, bytes.length);
  }

  /** Appends the viewed bytes. */
  public ByteSink bytes(ByteSlice slice) {
    return bytes(slice.array(), slice.offset(), slice.length());
  }

  /** Appends {@code length} bytes of {@code bytes} from {@code offset} on. */
  public ByteSink bytes(byte[] bytes, int offset, int length) {
    room(length);
    System.arraycopy(bytes, offset, array, size, length);
    size += length;
    return this;
  }

  /** Appends {@code count} times the byte {@code value}. */
  public ByteSink fill(int count, int value) {
    room(count);
    Arrays.fill(array, size, size + count, (byte) value);
    size += count;
    return this;
  }

  /** Appends characters as one byte each; for four-character codes and other ASCII. */
  public ByteSink ascii(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Overwrites 32 bits at {@code position}, which must have been written before. */
  public ByteSink patchU32(int position, long value) {
    if (position < 0 || position > size - 4) {
      throw new IndexOutOfBoundsException(position);
    }
    putU32(position, value);
    return this;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(array, size);
  }

  /** A view of what was written; the sink must not be used afterwards. */
  public ByteSlice toSlice() {
    return new ByteSlice(array, 0, size);
  }

  private void putU32(int position, long value) {
    array[position] = (byte) (value >> 24);
    array[position + 1] = (byte) (value >> 16);
    array[position + 2] = (byte) (value >> 8);
    array[position + 3] = (byte) value;
  }

  private void room(int length) {
    if (array.length - size < length) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, size + length));
    }
  }
}
