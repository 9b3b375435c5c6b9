package dev.weir.runtime.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Cutting a peer, also one that has stopped reading. The public {@code close()} of Vert.x flushes
 * first, so against exactly such a peer it never ends; and a kernel that still holds bytes for it
 * keeps the connection for minutes. Here nothing is flushed, and the kernel is told to reset.
 */
public final class HardClose {

  private HardClose() {}

  /** Ends the TCP connection now; what was not sent is dropped. Any thread. */
  public static void cut(HttpConnection connection) {
    cut(channel(connection));
  }

  /** Ends the TCP connection now; what was not sent is dropped. Any thread. */
  public static void cut(NetSocket socket) {
    cut(channel(socket));
  }

  /**
   * Bytes enqueued that the kernel has not taken; 0 when the connection is closed. On the
   * connection's event loop alone.
   */
  public static long pendingBytes(HttpConnection connection) {
    return pendingBytes(channel(connection));
  }

  /** Bytes enqueued that the kernel has not taken, as above. */
  public static long pendingBytes(NetSocket socket) {
    return pendingBytes(channel(socket));
  }

  /** The channel below a connection. */
  static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }

  /** The channel below a socket. */
  static Channel channel(NetSocket socket) {
    return ((NetSocketInternal) socket).channelHandlerContext().channel();
  }

  static void cut(Channel channel) {
    try {
      // Linger 0 makes the kernel drop its own send buffer and send a reset.
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException alreadyClosed) {
      return;
    }
    // From the first context on, no handler is asked: a TLS handler would wait to say goodbye.
    ChannelHandlerContext first = channel.pipeline().firstContext();
    ChannelFuture _ = first == null ? channel.close() : first.close();
  }

  static long pendingBytes(Channel channel) {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    return outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
  }
}
