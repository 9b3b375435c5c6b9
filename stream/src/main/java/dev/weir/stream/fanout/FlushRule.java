package dev.weir.stream.fanout;

import dev.weir.media.flv.FlvTag;
import java.time.Duration;

/**
 * When gathered tags go out. The window of a stream decides what becomes one batch; a shard with
 * very many viewers gathers batches further, because each write costs the kernel far more than what
 * it carries ({@code docs/bench}).
 *
 * @param onVideoFrame whether a video frame closes the window; sound then waits for the next frame
 * @param window longest wait of a tag; zero sends each tag at once
 * @param mergeAbove viewers on one event loop above which batches are gathered further
 * @param mergeWindow longest wait of a batch then
 */
public record FlushRule(
    boolean onVideoFrame, Duration window, int mergeAbove, Duration mergeWindow) {

  /** How long sound waits for the next video frame: one frame at 20 a second. */
  public static final Duration DEFAULT_AUDIO_WAIT = Duration.ofMillis(50);

  /** Viewers of one stream on one event loop above which batches are merged. */
  public static final int DEFAULT_MERGE_ABOVE = 1_000;

  /** Longest wait of a merged batch. */
  public static final Duration DEFAULT_MERGE_WINDOW = Duration.ofMillis(100);

  /** Tags of more bytes than this leave at once, whatever the window. */
  static final long MAX_GATHERED_BYTES = 1L << 20;

  /** Checks the numbers. */
  public FlushRule {
    if (window.isNegative() || mergeWindow.isNegative() || mergeAbove < 0) {
      throw new IllegalArgumentException("a flush window is not negative");
    }
  }

  /** On each video frame; merged above {@link #DEFAULT_MERGE_ABOVE} viewers. */
  public static FlushRule onEachVideoFrame() {
    return new FlushRule(true, DEFAULT_AUDIO_WAIT, DEFAULT_MERGE_ABOVE, DEFAULT_MERGE_WINDOW);
  }

  /** Every {@code window}; merged further above {@link #DEFAULT_MERGE_ABOVE} viewers. */
  public static FlushRule every(Duration window) {
    return new FlushRule(false, window, DEFAULT_MERGE_ABOVE, DEFAULT_MERGE_WINDOW);
  }

  /** Whether the window closes behind {@code tag}. */
  boolean closesBehind(FlvTag tag) {
    return window.isZero() || onVideoFrame && tag instanceof FlvTag.VideoTag && tag.isCodedFrame();
  }
}
