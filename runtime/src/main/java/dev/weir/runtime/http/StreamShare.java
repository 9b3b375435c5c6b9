package dev.weir.runtime.http;

import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpConnection;

/**
 * How much one stream of HTTP/2 may leave unread. All streams draw on their connection's window
 * (RFC 9113, 5.2.1), so that one which is not read would use it up, and silence the others. It gets
 * half of its own window: somebody who reads says so by then, and not before. A connection's window
 * that is as wide as one stream's thus bears one such stream, a wider one bears more. On the
 * connection's event loop.
 */
public final class StreamShare {

  private final Http2RemoteFlowController windows;
  private final Http2Stream stream;
  private final Holder holder;

  private long widestBytes;
  private long unwrittenBytes;

  StreamShare(Http2RemoteFlowController windows, Http2Stream stream, Holder holder) {
    this.windows = windows;
    this.stream = stream;
    this.holder = holder;
  }

  /** Who sends on the stream. */
  public interface Holder {

    /** There may be more room than before. */
    void roomMayHaveGrown();

    /** The stream is over, by whomever. */
    void closed();
  }

  /** The share of a stream; {@code holder} is told until it closes. */
  public static StreamShare of(HttpConnection connection, int streamId, Holder holder) {
    return WindowWatch.of(connection).share(streamId, holder);
  }

  /** Bytes that may be sent now. */
  public int room() {
    long window = windows.windowSize(stream);
    widestBytes = Math.max(widestBytes, window);
    return Math.clamp(window - unwrittenBytes - widestBytes / 2, 0, Integer.MAX_VALUE);
  }

  /** So many bytes were handed to the connection. */
  public void sending(int bytes) {
    unwrittenBytes += bytes;
  }

  /** So many of them have left it, or never will. */
  public void sent(int bytes) {
    unwrittenBytes -= bytes;
  }

  /** The reader has changed the width that all windows begin with. */
  void measureAnew() {
    widestBytes = 0;
  }

  Holder holder() {
    return holder;
  }
}
