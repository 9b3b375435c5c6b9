package dev.weir.bench.swarm;

/** What one viewer of HLS notices. */
final class SegmentWatch implements Watch {

  private final Crowd crowd;

  private long askedNanos;
  private boolean begun;
  private long lastNanos;
  private long longestMs;
  private long playedMs;
  private long markMs;

  SegmentWatch(Crowd crowd) {
    this.crowd = crowd;
  }

  @Override
  public void asked(long nowNanos) {
    askedNanos = nowNanos;
  }

  void answered(long nowNanos) {
    crowd.firstByte(nowNanos - askedNanos);
  }

  /** A segment or a part is complete. */
  void piece(long durationMs, long bytes, long nowNanos) {
    if (!begun) {
      begun = true;
      crowd.firstKeyFrame(nowNanos - askedNanos);
    } else if (nowNanos - lastNanos > (2 * longestMs + 1000) * 1_000_000) {
      crowd.stalled();
    }
    crowd.delivered(bytes);
    lastNanos = nowNanos;
    longestMs = Math.max(longestMs, durationMs);
    playedMs += durationMs;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public void mark() {
    markMs = playedMs;
  }

  @Override
  public long progressMs() {
    return playedMs - markMs;
  }

  @Override
  public long pieceMs() {
    return longestMs;
  }
}
