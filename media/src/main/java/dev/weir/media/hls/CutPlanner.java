package dev.weir.media.hls;

/**
 * Decides where segments begin, from the times and key frames of the track that leads: the
 * pictures, or the sound where there is nothing else (each frame of which counts as a key frame).
 *
 * <p>What is to come is unknown, so a group of pictures is expected to be as long as the one before
 * it. Segments begin at key frames and are filled with whole groups up to the target duration. A
 * group that does not fit is cut where the target is reached, without a key frame. In no case does
 * a segment grow beyond the target by more than {@link #SLACK_MS}, so that its length, rounded, is
 * never more than the target, not even when the track that follows is cut a frame later.
 */
final class CutPlanner {

  /** The longest target duration, seconds; a longer group of pictures is cut without key frame. */
  static final int MAX_TARGET_DURATION_S = 10;

  /** How far a segment may grow beyond the target duration, milliseconds. */
  static final int SLACK_MS = 350;

  /** A key frame that comes sooner than this after a cut does not begin a segment. */
  static final int LEAST_MS = 250;

  static final long NO_CUT = Long.MIN_VALUE;

  private static final long UNKNOWN = Long.MAX_VALUE / 4;

  /** How late a key frame may be before it counts as not coming, milliseconds. */
  private static final int LATE_MS = 150;

  private final long targetMs;

  private long longestMs;
  private long startMs;
  private long previousMs;
  private long intervalMs;
  private long keyMs = UNKNOWN;
  private long gopMs;

  /**
   * A planner of a period.
   *
   * @param startMs where the first segment begins
   * @param leadMs by how much the other track may begin before that
   * @param expectedGopMs how long groups of pictures were so far; 0 when not known
   */
  CutPlanner(int targetDurationS, long startMs, long leadMs, long expectedGopMs) {
    this.targetMs = targetDurationS * 1000L;
    this.longestMs = targetMs + SLACK_MS - leadMs;
    this.startMs = startMs;
    this.previousMs = startMs;
    this.gopMs = expectedGopMs > 0 ? expectedGopMs : UNKNOWN;
  }

  /** The length of the newest whole group of pictures, milliseconds; 0 when not known. */
  long gopMs() {
    return gopMs == UNKNOWN ? 0 : gopMs;
  }

  /**
   * Where to cut before placing a frame, or {@link #NO_CUT}. Asked again and again until it says
   * so, since a hole may hold several cuts.
   */
  long cutBefore(long dtsMs, boolean key) {
    long length = dtsMs - startMs;
    if (length <= 0) {
      return NO_CUT;
    }
    if (length > longestMs) {
      long endOfPrevious = Math.min(previousMs + intervalMs, startMs + longestMs);
      return cutAt(Math.max(startMs + targetMs, endOfPrevious));
    }
    boolean due = key ? keyIsDue(length) : overdue(length, dtsMs);
    return due ? cutAt(dtsMs) : NO_CUT;
  }

  /** Where to cut although the leading track is silent until {@code horizonMs}. */
  long cutInSilence(long horizonMs) {
    return horizonMs - startMs > longestMs ? cutAt(startMs + targetMs) : NO_CUT;
  }

  /** A frame was placed, after the cuts before it. */
  void placed(long dtsMs, boolean key) {
    if (key) {
      if (keyMs != UNKNOWN && dtsMs > keyMs) {
        gopMs = dtsMs - keyMs;
      }
      keyMs = dtsMs;
    }
    intervalMs = Math.max(0, dtsMs - previousMs);
    previousMs = Math.max(previousMs, dtsMs);
  }

  private boolean keyIsDue(long length) {
    boolean nextOneFits = keyMs != UNKNOWN && length + gopMs <= longestMs;
    return length >= LEAST_MS && (length >= targetMs || !nextOneFits);
  }

  private boolean overdue(long length, long dtsMs) {
    long nextKeyMs = keyMs + gopMs;
    boolean waitForKey = nextKeyMs + LATE_MS >= dtsMs && nextKeyMs <= startMs + longestMs;
    return (length >= targetMs && !waitForKey) || length + intervalMs > longestMs;
  }

  private long cutAt(long ms) {
    startMs = ms;
    longestMs = targetMs + SLACK_MS;
    return ms;
  }
}
