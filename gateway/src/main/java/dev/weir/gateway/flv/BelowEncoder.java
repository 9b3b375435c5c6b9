package dev.weir.gateway.flv;

import dev.weir.stream.fanout.NettyLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.VertxHttpResponseEncoder;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Writes bytes that are framed already to an HTTP/1 connection, below the handler that would frame
 * them again. One gathered write of shared buffers a viewer is what this saves: no message object,
 * no promise, no copy ({@code docs/bench}). The only class that knows how Vert.x builds its
 * pipeline; the head and the end of an answer, and everything else, go the public way. To be used
 * on the connection's event loop.
 */
final class BelowEncoder {

  private final ChannelHandlerContext below;
  private final ChannelPromise nobodyWaits;

  private BelowEncoder(@Nullable ChannelHandlerContext below) {
    if (below == null) {
      throw new IllegalStateException("the pipeline lacks its encoder");
    }
    this.below = below;
    this.nobodyWaits = new VoidChannelPromise(below.channel(), false);
  }

  /** Below the encoder of responses, once the head has been written. */
  static BelowEncoder ofResponses(HttpConnection connection) {
    return of(connection, VertxHttpResponseEncoder.class);
  }

  /** Below the encoder of WebSocket frames, once the connection has been upgraded. */
  static BelowEncoder ofWebSocketFrames(HttpConnection connection) {
    return of(connection, WebSocketFrameEncoder.class);
  }

  /** The loop that a connection lives on. */
  static NettyLoop loop(HttpConnection connection) {
    return new NettyLoop(((ConnectionBase) connection).channel().eventLoop());
  }

  private static BelowEncoder of(
      HttpConnection connection, Class<? extends ChannelHandler> encoder) {
    return new BelowEncoder(((ConnectionBase) connection).channel().pipeline().context(encoder));
  }

  /** Queues {@code wire} and takes over the reference. */
  void write(ByteBuf wire) {
    ChannelFuture _ = below.write(wire, nobodyWaits);
  }

  /** Sends off what was queued, in as few system calls as it takes. */
  void flush() {
    below.flush();
  }
}
