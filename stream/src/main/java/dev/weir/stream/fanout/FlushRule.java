package dev.weir.stream.fanout;

import dev.weir.media.flv.FlvTag;
import java.time.Duration;

/**
 * When gathered tags go out. The window of a stream decides what becomes one batch. A loop whose
 * writing takes most of its time gathers batches further, because each write costs the kernel far
 * more than what it carries: latency is spent only where there is nothing else left to spend
 * ({@code docs/adr/0011}).
 *
 * @param onVideoFrame whether a video frame closes the window; sound then waits for the next frame
 * @param window longest wait of a tag; zero sends each tag at once
 * @param mergeLoad share of an event loop's time, in percent, from which on batches are merged
 * @param mergeWindow longest wait of merged batches; zero never merges
 */
public record FlushRule(
    boolean onVideoFrame, Duration window, int mergeLoad, Duration mergeWindow) {

  /** How long sound waits for the next video frame: one frame at 20 a second. */
  public static final Duration DEFAULT_AUDIO_WAIT = Duration.ofMillis(50);

  /** Percent of an event loop's time that writing may take before batches are merged. */
  public static final int DEFAULT_MERGE_LOAD = 75;

  /** Longest wait of merged batches. */
  public static final Duration DEFAULT_MERGE_WINDOW = Duration.ofMillis(350);

  /** Tags of more bytes than this leave at once, whatever the window. */
  static final long MAX_GATHERED_BYTES = 1L << 20;

  private static final long FIRST_MERGE_MS = 50;
  private static final int PERCENT = 100;

  /**
   * Below this part of the limit the window becomes shorter again. The step back to each picture
   * saves no writes to speak of, so a crowd that was gathered for while it arrived must find its
   * load, once it is there, below this.
   */
  private static final double CALM = 0.85;

  /** Checks the numbers. */
  public FlushRule {
    if (window.isNegative() || mergeWindow.isNegative() || mergeLoad < 0) {
      throw new IllegalArgumentException("a flush window is not negative");
    }
  }

  /** On each video frame; merged further on a loop that is busy. */
  public static FlushRule onEachVideoFrame() {
    return new FlushRule(true, DEFAULT_AUDIO_WAIT, DEFAULT_MERGE_LOAD, DEFAULT_MERGE_WINDOW);
  }

  /** Every {@code window}, come what may. */
  public static FlushRule every(Duration window) {
    return new FlushRule(false, window, DEFAULT_MERGE_LOAD, Duration.ZERO);
  }

  /** Whether the window closes behind {@code tag}. */
  boolean closesBehind(FlvTag tag) {
    return window.isZero() || onVideoFrame && tag instanceof FlvTag.VideoTag && tag.isCodedFrame();
  }

  /**
   * How long batches are gathered from now on: twice as long as before on a loop that is too busy,
   * half as long on one that is calm.
   *
   * @param nowMs how long they were gathered until now, milliseconds; 0 for not at all
   * @param load share of the loop's time that went into writing, 0 to 1
   */
  long nextMergeMs(long nowMs, double load) {
    double percent = load * PERCENT;
    if (percent >= mergeLoad) {
      return Math.min(mergeWindow.toMillis(), nowMs == 0 ? FIRST_MERGE_MS : 2 * nowMs);
    }
    if (percent < mergeLoad * CALM) {
      return nowMs <= FIRST_MERGE_MS ? 0 : Math.max(FIRST_MERGE_MS, nowMs / 2);
    }
    return nowMs;
  }
}
