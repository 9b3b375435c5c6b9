package dev.weir.runtime.http;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;

/**
 * How much of the body of one HTTP/2 stream the kernel has taken, without framing and encryption.
 * One that is asked for before the body begins knows all of it. On the connection's event loop.
 */
public final class StreamTally {

  private final Queue<Due> due = new ArrayDeque<>();

  private long expectedBytes;
  private long takenBytes;
  private int framesUnderway;
  private boolean closed;

  StreamTally() {}

  /**
   * A piece of the body that somebody waits for.
   *
   * @param begin bytes of the body before it
   * @param bytes its length
   * @param taken is told how much of it was taken, once
   */
  private record Due(long begin, long bytes, LongConsumer taken) {

    boolean isWhole(long bodyBytes) {
      return bodyBytes >= begin + bytes;
    }

    void settle(long bodyBytes) {
      taken.accept(Math.clamp(bodyBytes - begin, 0, bytes));
    }
  }

  /** The one of a stream of a connection that came in by {@link HttpFront}. */
  public static StreamTally of(HttpConnection connection, int streamId) {
    return DataWatch.of(connection).tally(streamId);
  }

  /** Bytes of the body that were taken since this was first asked for. */
  public long takenBytes() {
    return takenBytes;
  }

  /**
   * A piece of the body is written next. {@code taken} is told, once, how much of it was taken:
   * when that is all of it, or when nothing more of it can be.
   */
  public void expect(long bytes, LongConsumer taken) {
    due.add(new Due(expectedBytes, bytes, taken));
    expectedBytes += bytes;
    settle();
  }

  /** A frame is on its way to the kernel. */
  void sending() {
    framesUnderway++;
  }

  /** So much of a frame has been taken, and nothing more of it will be. */
  void sent(int bytes) {
    framesUnderway--;
    takenBytes += bytes;
    settle();
  }

  /** No frame will follow those that are on their way. */
  void closed() {
    closed = true;
    settle();
  }

  private void settle() {
    boolean over = closed && framesUnderway == 0;
    for (Due next = due.peek();
        next != null && (over || next.isWhole(takenBytes));
        next = due.peek()) {
      due.remove();
      next.settle(takenBytes);
    }
  }
}
