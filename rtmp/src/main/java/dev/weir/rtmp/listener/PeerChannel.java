package dev.weir.rtmp.listener;

import dev.weir.runtime.http.HardClose;
import dev.weir.runtime.http.Odometer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.vertx.core.internal.net.NetSocketInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The one place that goes below Vert.x's socket: writes without a promise each, what is received
 * into, the exact number of bytes that the kernel has not taken, and a close that does not wait for
 * a peer that has stopped reading (the public one flushes first, for ever). Event loop only.
 */
final class PeerChannel {

  private final NetSocketInternal socket;
  private final ChannelHandlerContext context;
  private final Channel channel;
  private final ChannelPromise nobodyWaits;
  private final Odometer odometer;

  PeerChannel(NetSocketInternal socket) {
    this.socket = socket;
    this.context = socket.channelHandlerContext();
    this.channel = context.channel();
    this.nobodyWaits = new VoidChannelPromise(channel, false);
    Odometer.install(channel);
    this.odometer = Odometer.of(socket);
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

  /** Receives into {@code buffer}; to be said before anything was received. */
  void receiveInto(SharedReceiveBuffer buffer) {
    channel.config().setRecvByteBufAllocator(buffer);
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
    return HardClose.pendingBytes(socket);
  }

  long untakenBytes() {
    return odometer.untakenBytes();
  }

  /**
   * Closes at once, past the TLS handler, which would wait for its last words to be read. A peer
   * that leaves bytes unread is cut off: otherwise the kernel would go on to offer them to it.
   */
  void closeNow() {
    if (pendingBytes() > 0) {
      HardClose.cut(socket);
      return;
    }
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first != null) {
      var _ = first.close();
    }
  }
}
