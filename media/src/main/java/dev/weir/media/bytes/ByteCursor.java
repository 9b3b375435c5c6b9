package dev.weir.media.bytes;

import java.nio.charset.StandardCharsets;

/**
 * A position in a bounded range of bytes. Every read checks the bound first and throws {@link
 * MalformedMediaException} when the range ends too early. Integers are big-endian.
 */
public final class ByteCursor {

  private final byte[] array;
  private final int end;

  private int position;

  /** A cursor over {@code length} bytes of {@code array} from {@code offset} on. */
  public ByteCursor(byte[] array, int offset, int length) {
    if (offset < 0 || length < 0 || offset > array.length - length) {
      throw new IllegalArgumentException(
          "range [" + offset + ", +" + length + ") outside of " + array.length + " bytes");
    }
    this.array = array;
    this.position = offset;
    this.end = offset + length;
  }

  /** A cursor over all of {@code array}. */
  public static ByteCursor of(byte[] array) {
    return new ByteCursor(array, 0, array.length);
  }

  /** Bytes not read yet. */
  public int remaining() {
    return end - position;
  }

  /** Whether a byte is left. */
  public boolean hasRemaining() {
    return position < end;
  }

  /** Reads 8 bits, unsigned. */
  public int u8() {
    need(1);
    return array[position++] & 0xFF;
  }

  /** The next byte, unsigned, without moving. */
  public int peekU8() {
    need(1);
    return array[position] & 0xFF;
  }

  /** Reads 16 bits, unsigned. */
  public int u16() {
    need(2);
    int value = (array[position] & 0xFF) << 8 | (array[position + 1] & 0xFF);
    position += 2;
    return value;
  }

  /** Reads 24 bits, unsigned. */
  public int u24() {
    need(3);
    int value =
        (array[position] & 0xFF) << 16
            | (array[position + 1] & 0xFF) << 8
            | (array[position + 2] & 0xFF);
    position += 3;
    return value;
  }

  /** Reads 24 bits, two's complement. */
  public int i24() {
    return u24() << 8 >> 8;
  }

  /** Reads 32 bits, two's complement. */
  public int i32() {
    need(4);
    int value =
        (array[position] & 0xFF) << 24
            | (array[position + 1] & 0xFF) << 16
            | (array[position + 2] & 0xFF) << 8
            | (array[position + 3] & 0xFF);
    position += 4;
    return value;
  }

  /** Reads 32 bits, unsigned. */
  public long u32() {
    return i32() & 0xFFFF_FFFFL;
  }

  /** Reads 64 bits, two's complement. */
  public long i64() {
    return u32() << 32 | u32();
  }

  /** Reads an IEEE 754 double. */
  public double f64() {
    return Double.longBitsToDouble(i64());
  }

  /** Reads {@code length} bytes as a view, without copying. */
  public ByteSlice slice(int length) {
    need(length);
    ByteSlice slice = new ByteSlice(array, position, length);
    position += length;
    return slice;
  }

  /** The next {@code length} bytes as a view, without moving. */
  public ByteSlice peek(int length) {
    need(length);
    return new ByteSlice(array, position, length);
  }

  /** All bytes that are left, as a view, without copying. */
  public ByteSlice rest() {
    return slice(remaining());
  }

  /** Reads {@code length} bytes of UTF-8; malformed sequences become U+FFFD. */
  public String utf8(int length) {
    need(length);
    String text = new String(array, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Moves on by {@code length} bytes. */
  public void skip(int length) {
    need(length);
    position += length;
  }

  private void need(int length) {
    if (length < 0 || length > end - position) {
      throw new MalformedMediaException(
          "needed " + length + " bytes, " + (end - position) + " left");
    }
  }
}
