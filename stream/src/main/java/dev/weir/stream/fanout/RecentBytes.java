package dev.weir.stream.fanout;

/** How much went by in the last {@link ViewerBounds#QUEUE_SECONDS} seconds, second by second. */
final class RecentBytes {

  private final long[] seconds = new long[ViewerBounds.QUEUE_SECONDS];
  private long sum;
  private long current;
  private int at;
  private int complete;

  void add(long bytes) {
    current += bytes;
  }

  /** A second is over. */
  void secondIsOver() {
    sum += current - seconds[at];
    seconds[at] = current;
    current = 0;
    at = (at + 1) % seconds.length;
    complete = Math.min(seconds.length, complete + 1);
  }

  /** The queue that a viewer may have: so many seconds of the stream, within fixed bounds. */
  long queueBytes(long mostBytes) {
    return complete < seconds.length
        ? mostBytes
        : Math.min(mostBytes, Math.max(ViewerBounds.QUEUE_FLOOR_BYTES, sum));
  }
}
