package dev.weir.media.bytes;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A read-only view of part of an array that nobody changes any more. Frames point into the tag body
 * that carried them, so that a payload is never copied on its way through {@code media}.
 *
 * <p>Equality is by content.
 *
 * @param array the backing bytes; by convention immutable once shared
 * @param offset first byte of the view
 * @param length bytes in the view
 */
public record ByteSlice(byte[] array, int offset, int length) {

  /** No bytes. */
  public static final ByteSlice EMPTY = new ByteSlice(new byte[0], 0, 0);

  /** Checks that the view lies within the array. */
  public ByteSlice {
    if (offset < 0 || length < 0 || offset > array.length - length) {
      throw new IllegalArgumentException(
          "slice [" + offset + ", +" + length + ") outside of " + array.length + " bytes");
    }
  }

  /** All of {@code array}, which must not be changed afterwards. */
  public static ByteSlice of(byte[] array) {
    return new ByteSlice(array, 0, array.length);
  }

  /** The byte at {@code index} of the view, 0 to 255. */
  public int u8(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(index);
    }
    return array[offset + index] & 0xFF;
  }

  /** A cursor at the first byte of the view. */
  public ByteCursor cursor() {
    return new ByteCursor(array, offset, length);
  }

  /** A copy of the viewed bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSlice that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + array[offset + i];
    }
    return hash;
  }

  @Override
  public String toString() {
    int shown = Math.min(length, 16);
    String hex = HexFormat.of().formatHex(array, offset, offset + shown);
    return length + " bytes " + hex + (shown < length ? "…" : "");
  }
}
