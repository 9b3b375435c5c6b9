package dev.weir.runtime.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.NetSocket;

/**
 * Whether a peer takes what is sent to it. Comparing pending bytes is not enough: where new ones
 * come as old ones go, their number stays. So this looks at which buffer is being sent, and how
 * far. Asked on the connection's event loop alone, at the pace of whoever has a deadline.
 */
public final class SendProgress {

  private final Channel channel;

  private int message;
  private long messageBytes;
  private long pendingBytes;

  SendProgress(Channel channel) {
    this.channel = channel;
  }

  /** Of an HTTP connection. */
  public static SendProgress of(HttpConnection connection) {
    return new SendProgress(HardClose.channel(connection));
  }

  /** Of a socket. */
  public static SendProgress of(NetSocket socket) {
    return new SendProgress(HardClose.channel(socket));
  }

  /** What became of the bytes since it was last asked. */
  public enum State {
    /** Nothing is waiting to be taken. */
    NOTHING_PENDING,
    /** Bytes wait, and some were taken, or began to wait. */
    MOVING,
    /** Bytes wait, and none was taken. */
    STALLED
  }

  /** Looks, and remembers for the next time. */
  public State look() {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    if (outbound == null || outbound.totalPendingWriteBytes() == 0) {
      message = 0;
      messageBytes = 0;
      pendingBytes = 0;
      return State.NOTHING_PENDING;
    }
    int messageBefore = message;
    long messageBytesBefore = messageBytes;
    long pendingBytesBefore = pendingBytes;
    message = System.identityHashCode(outbound.current());
    messageBytes = outbound.currentProgress();
    pendingBytes = outbound.totalPendingWriteBytes();
    boolean taken =
        message != messageBefore
            || messageBytes != messageBytesBefore
            || pendingBytes < pendingBytesBefore;
    return taken ? State.MOVING : State.STALLED;
  }
}
