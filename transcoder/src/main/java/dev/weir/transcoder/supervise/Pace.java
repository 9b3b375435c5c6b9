package dev.weir.transcoder.supervise;

/** What is put out, and how fast since it was asked for last. Belongs to one thread. */
final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int BITS_PER_BYTE = 8;

  private long frames;
  private long bytes;
  private long sinceNanos;

  /** What came of the time since the question before. */
  record Rates(double framesPerSecond, long bitsPerSecond) {

    static final Rates NONE = new Rates(0, 0);
  }

  /** Begins now. */
  Pace(long nowNanos) {
    this.sinceNanos = nowNanos;
  }

  void add(boolean frame, int length) {
    frames += frame ? 1 : 0;
    bytes += length;
  }

  Rates look(long nowNanos) {
    double seconds = (nowNanos - sinceNanos) / NANOS_PER_SECOND;
    Rates rates =
        seconds > 0
            ? new Rates(frames / seconds, Math.round(bytes * BITS_PER_BYTE / seconds))
            : Rates.NONE;
    sinceNanos = nowNanos;
    frames = 0;
    bytes = 0;
    return rates;
  }
}
