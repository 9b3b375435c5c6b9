package dev.weir.media.bytes;

/**
 * A position, in bits, in a bounded range of bytes; the highest bit of a byte comes first. Every
 * read checks the bound first and throws {@link MalformedMediaException} when the range ends too
 * early.
 */
public final class BitCursor {

  private static final int MAX_LEADING_ZEROS = 31;

  private final ByteSlice bytes;
  private final long endBits;

  private long positionBits;

  /** A cursor at the first bit of {@code bytes}. */
  public BitCursor(ByteSlice bytes) {
    this.bytes = bytes;
    endBits = bytes.length() * 8L;
  }

  /** Bits not read yet. */
  public long remainingBits() {
    return endBits - positionBits;
  }

  /** Reads one bit; 1 is true. */
  public boolean flag() {
    return bits(1) == 1;
  }

  /** Reads {@code count} bits, 0 to 31, as an unsigned number. */
  public int bits(int count) {
    if (count < 0 || count > 31) {
      throw new IllegalArgumentException(count + " bits at once");
    }
    return (int) longBits(count);
  }

  /** Reads {@code count} bits, 0 to 56, as an unsigned number. */
  public long longBits(int count) {
    if (count < 0 || count > 56) {
      throw new IllegalArgumentException(count + " bits at once");
    }
    need(count);
    long value = 0;
    int left = count;
    while (left > 0) {
      int inByte = (int) (positionBits & 7);
      int taken = Math.min(8 - inByte, left);
      int current = bytes.u8((int) (positionBits >> 3));
      value = value << taken | current >> (8 - inByte - taken) & (1 << taken) - 1;
      positionBits += taken;
      left -= taken;
    }
    return value;
  }

  /** Moves on by {@code count} bits. */
  public void skip(long count) {
    need(count);
    positionBits += count;
  }

  /** Moves on to the next whole byte, if not at one. */
  public void alignToByte() {
    positionBits = positionBits + 7 & ~7L;
  }

  /** Bytes before the position, which must be at a whole byte. */
  public int positionBytes() {
    return (int) (positionBits >> 3);
  }

  /** Reads an unsigned Exp-Golomb number, ISO/IEC 14496-10 9.1; 0 to 2^32 - 2. */
  public long ue() {
    int zeros = 0;
    while (!flag()) {
      zeros++;
      if (zeros > MAX_LEADING_ZEROS) {
        throw new MalformedMediaException("Exp-Golomb number of more than 32 bits");
      }
    }
    return (1L << zeros) - 1 + longBits(zeros);
  }

  /** Reads an unsigned Exp-Golomb number that the format allows to be at most {@code max}. */
  public int ue(String what, int max) {
    long value = ue();
    if (value > max) {
      throw new MalformedMediaException(what + " " + value + ", limit " + max);
    }
    return (int) value;
  }

  /** Reads a signed Exp-Golomb number, ISO/IEC 14496-10 9.1.1. */
  public long se() {
    long code = ue();
    return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
  }

  private void need(long count) {
    if (count < 0 || count > endBits - positionBits) {
      throw new MalformedMediaException(
          "needed " + count + " bits, " + (endBits - positionBits) + " left");
    }
  }
}
