package dev.weir.rtmp.chunk;

/**
 * Arithmetic on timestamps, which the wire cuts off to 32 bits: they start again at 0 after 49.7
 * days. Adjacent ones are taken to be less than 2^31 ms apart (RTMP 1.0, clause 3).
 */
final class MessageTime {

  /**
   * A first frame that lies before zero is written as a very large number; this far is believed.
   */
  private static final long EARLIEST_MS = -3_600_000;

  private static final long WRAP_MS = 1L << 32;

  private MessageTime() {}

  /** The time with the low 32 bits {@code bits} that is nearest to {@code referenceMs}. */
  static long nearest(int bits, long referenceMs) {
    long timeMs = referenceMs + (bits - (int) referenceMs);
    return timeMs < EARLIEST_MS ? timeMs + WRAP_MS : timeMs;
  }
}
