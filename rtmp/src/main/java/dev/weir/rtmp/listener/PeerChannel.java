package dev.weir.rtmp.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.vertx.core.internal.net.NetSocketInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The one place that goes below Vert.x's socket: writes without a promise each, the exact number of
 * bytes that the kernel has not taken, and a close that does not wait for a peer that has stopped
 * reading (the public one flushes first, for ever). Event loop only.
 */
final class PeerChannel {

  private final ChannelHandlerContext context;
  private final Channel channel;
  private final ChannelPromise nobodyWaits;

  PeerChannel(NetSocketInternal socket) {
    this.context = socket.channelHandlerContext();
    this.channel = context.channel();
    this.nobodyWaits = new VoidChannelPromise(channel, false);
  }

  ChannelPipeline pipeline() {
    return channel.pipeline();
  }

  InetAddress remoteAddress() {
    return channel.remoteAddress() instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  boolean isOnEventLoop() {
    return channel.eventLoop().inEventLoop();
  }

  /** Goes on or stops reading; a peer that hangs up is noticed only while reading goes on. */
  void read(boolean on) {
    if (channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  /** Queues {@code bytes} and takes over the reference. */
  void write(ByteBuf bytes) {
    var _ = context.write(bytes, nobodyWaits);
  }

  void flush() {
    context.flush();
  }

  long pendingBytes() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
  }

  /** Closes at once, past the TLS handler, which would wait for its last words to be read. */
  void closeNow() {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first != null) {
      var _ = first.close();
    }
  }
}
