package dev.weir.media.ts;

/** The 33-bit clock of a transport stream, ticks of 90 kHz. */
final class TsClock {

  /**
   * What is added to every timestamp, so that neither a picture shown before it is decoded nor the
   * clock reference, which runs ahead, is negative: 1.4 seconds.
   */
  static final long OFFSET_TICKS = 126_000;

  /** How far the clock reference is behind the decode time: the time that a buffer holds. */
  static final long BUFFER_TICKS = 63_000;

  private static final long MASK = (1L << 33) - 1;

  private TsClock() {}

  /** A PTS or DTS. */
  static long stamp(long ticks) {
    return ticks + OFFSET_TICKS & MASK;
  }

  /** The base of the program clock reference when the frame at {@code decodeTicks} is sent. */
  static long reference(long decodeTicks) {
    return decodeTicks + OFFSET_TICKS - BUFFER_TICKS & MASK;
  }
}
