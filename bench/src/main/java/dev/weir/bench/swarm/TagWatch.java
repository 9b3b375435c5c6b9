package dev.weir.bench.swarm;

import dev.weir.bench.source.Stamp;

/** What one viewer notices about the tags that it gets. */
final class TagWatch implements Watch {

  static final int AUDIO = 8;
  static final int VIDEO = 9;

  /** Bytes of a body that have to be kept for {@link #tag}. */
  static final int SEEN_BYTES = Stamp.SEEN_BYTES;

  private static final int TAG_FRAME_BYTES = 15;
  private static final long STALL_NANOS = 1_000_000_000L;
  private static final int MOST_AUDIO_STEP_MS = 30;
  private static final int MOST_GATHERED_MS = 400;
  private static final int NONE = -1;

  private final Crowd crowd;

  private long askedNanos;
  private boolean keyFrameSeen;
  private long lastNumber = NONE;
  private long lastVideoNanos;
  private long lastVideoMs = NONE;
  private long lastAudioMs = NONE;
  private long markMs = NONE;

  TagWatch(Crowd crowd) {
    this.crowd = crowd;
  }

  @Override
  public void asked(long nowNanos) {
    askedNanos = nowNanos;
  }

  /** The first byte of the answer is here. */
  void answered(long nowNanos) {
    crowd.firstByte(nowNanos - askedNanos);
  }

  /**
   * A tag is complete.
   *
   * @param seen array that holds the first bytes of its body from {@code at} on, as far as {@link
   *     #SEEN_BYTES}
   */
  void tag(int type, long timestampMs, int bodyBytes, byte[] seen, int at, long nowNanos) {
    crowd.delivered(bodyBytes + TAG_FRAME_BYTES);
    if (type == VIDEO && bodyBytes >= SEEN_BYTES && seen[at + 1] == 1) {
      picture(timestampMs, seen, at, nowNanos);
    } else if (type == AUDIO && bodyBytes > 1 && seen[at + 1] == 1) {
      sound(timestampMs);
    }
  }

  private void picture(long timestampMs, byte[] seen, int at, long nowNanos) {
    int stampAt = at + Stamp.BODY_OFFSET;
    if (!Stamp.isAt(seen, stampAt)) {
      crowd.broken("a picture without a stamp");
      return;
    }
    if (!keyFrameSeen && seen[at] >> 4 == 1) {
      keyFrameSeen = true;
      crowd.firstKeyFrame(nowNanos - askedNanos);
    }
    long number = Stamp.number(seen, stampAt);
    if (lastNumber != NONE) {
      follow(number, timestampMs, nowNanos);
    }
    crowd.latency(nowNanos - Stamp.sentNanos(seen, stampAt));
    lastNumber = number;
    lastVideoMs = timestampMs;
    lastVideoNanos = nowNanos;
  }

  private void follow(long number, long timestampMs, long nowNanos) {
    if (number > lastNumber + 1) {
      crowd.lost(number - lastNumber - 1);
    } else if (number <= lastNumber) {
      crowd.repeated();
    }
    if (timestampMs <= lastVideoMs) {
      crowd.backwards();
    }
    if (nowNanos - lastVideoNanos > STALL_NANOS) {
      crowd.stalled();
    }
  }

  private void sound(long timestampMs) {
    if (lastAudioMs != NONE) {
      if (timestampMs <= lastAudioMs) {
        crowd.backwards();
      } else if (timestampMs - lastAudioMs > MOST_AUDIO_STEP_MS) {
        crowd.lost(1);
      }
    }
    lastAudioMs = timestampMs;
  }

  @Override
  public boolean begun() {
    return keyFrameSeen;
  }

  @Override
  public void mark() {
    markMs = lastVideoMs;
  }

  @Override
  public long progressMs() {
    return markMs == NONE ? 0 : lastVideoMs - markMs;
  }

  @Override
  public long pieceMs() {
    return MOST_GATHERED_MS;
  }
}
