package dev.weir.stream.fanout;

import java.time.Duration;

/**
 * How far a viewer may fall behind.
 *
 * @param queueBytes queue at which a viewer gets nothing more until a key frame; what is left of
 *     the cached pictures that it began with does not count
 * @param queueMaxBytes most bytes in a viewer's queue, a single batch in an empty queue apart
 * @param stall how long a viewer may take nothing while bytes wait for it, or stay behind {@code
 *     queueBytes}, before it is cut
 */
public record ViewerBounds(long queueBytes, long queueMaxBytes, Duration stall) {

  /** Queue at which a viewer starts to skip. */
  public static final long DEFAULT_QUEUE_BYTES = 2L << 20;

  /** Most bytes in a viewer's queue. */
  public static final long DEFAULT_QUEUE_MAX_BYTES = 8L << 20;

  /** How long a viewer may stand still. */
  public static final Duration DEFAULT_STALL = Duration.ofSeconds(15);

  /** A viewer also starts to skip when what waits for it is this much of the stream. */
  static final int QUEUE_SECONDS = 10;

  /** However slow a stream is, this much may wait. */
  static final long QUEUE_FLOOR_BYTES = 256L << 10;

  /** A stall is noticed after this many looks, so that one late look cuts nobody. */
  static final int LOOKS = 15;

  private static final long LONGEST_LOOK_MS = 1_000;
  private static final long SHORTEST_LOOK_MS = 10;

  /** Checks the order of the bounds. */
  public ViewerBounds {
    if (queueBytes <= 0 || queueMaxBytes < queueBytes) {
      throw new IllegalArgumentException(
          "a viewer's queue of " + queueBytes + " of at most " + queueMaxBytes + " bytes");
    }
    if (stall.toMillis() < LOOKS * SHORTEST_LOOK_MS) {
      throw new IllegalArgumentException("a stall of " + stall + " is too short to be noticed");
    }
  }

  /** The bounds that hold unless an operator says otherwise. */
  public static ViewerBounds defaults() {
    return new ViewerBounds(DEFAULT_QUEUE_BYTES, DEFAULT_QUEUE_MAX_BYTES, DEFAULT_STALL);
  }

  /** Milliseconds between two looks at the viewers of a shard. */
  long lookMs() {
    return Math.min(LONGEST_LOOK_MS, stall.toMillis() / LOOKS);
  }

  /** Looks without progress that make a stall. */
  int stallLooks() {
    return Math.toIntExact(stall.toMillis() / lookMs());
  }
}
