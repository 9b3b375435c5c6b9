package dev.weir.runtime.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelProgressivePromise;
import io.netty.channel.FileRegion;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.NetSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of what was written to a connection the kernel has taken, framing and encryption
 * included. It sits next to the socket and is told of each advance, so that it knows the end, too:
 * a channel forgets what it holds when it closes. Writes that nobody waits for share one promise.
 * On the connection's event loop.
 */
public final class Odometer extends ChannelOutboundHandlerAdapter {

  /**
   * Bytes that the kernel takes beyond what it has sent: a peer that is cut off has been counted at
   * most so much, and what is on its way, that it never got.
   */
  static final long NOT_SENT_BYTES = 256 << 10;

  private static final String NAME = "weir-odometer";
  private static final AttributeKey<Odometer> KEY = AttributeKey.valueOf(Odometer.class, NAME);

  /** By name, since each transport has its own and neither need be there. */
  private static final List<ChannelOption<Long>> NOT_SENT =
      List.of(
          ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT"),
          ChannelOption.valueOf("io.netty.channel.uring.IoUringChannelOption#TCP_NOTSENT_LOWAT"));

  private final Advance unwaited;
  private long writtenBytes;
  private long takenBytes;

  private Odometer(Channel channel) {
    this.unwaited = new Advance(channel, null);
  }

  /** Begins to count what is written from now on, unless it is counted already. */
  public static void install(Channel channel) {
    if (channel.attr(KEY).get() != null) {
      return;
    }
    Odometer odometer = new Odometer(channel);
    channel.pipeline().addFirst(NAME, odometer);
    channel.attr(KEY).set(odometer);
    bound(channel.config());
  }

  /** Where there is no such bound, the buffer is, of which the system doubles what it is told. */
  private static void bound(ChannelConfig config) {
    try {
      if (NOT_SENT.stream().noneMatch(option -> config.setOption(option, NOT_SENT_BYTES))) {
        config.setOption(ChannelOption.SO_SNDBUF, Math.toIntExact(NOT_SENT_BYTES / 2));
      }
    } catch (ChannelException gone) {
      // The connection has ended before it began.
    }
  }

  /** The one of a connection that came in by {@link HttpFront}. */
  public static Odometer of(HttpConnection connection) {
    return of(HardClose.channel(connection));
  }

  /** The one of a socket on which it was installed. */
  public static Odometer of(NetSocket socket) {
    return of(HardClose.channel(socket));
  }

  static Odometer of(Channel channel) {
    Odometer odometer = channel.attr(KEY).get();
    if (odometer == null) {
      throw new IllegalStateException("nobody counts on this connection");
    }
    return odometer;
  }

  /** Bytes that were written and not taken; those that the connection's end has dropped, too. */
  public long untakenBytes() {
    return writtenBytes - takenBytes;
  }

  /** Here, to say later how much of what is written next was taken. */
  public Mark mark() {
    return new Mark(writtenBytes);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    writtenBytes += bytes(message);
    ChannelFuture _ =
        context.write(
            message, promise.isVoid() ? unwaited : new Advance(context.channel(), promise));
  }

  private static long bytes(Object message) {
    return switch (message) {
      case ByteBuf bytes -> bytes.readableBytes();
      case FileRegion region -> region.count();
      default -> 0;
    };
  }

  /** A place in what was written. */
  public final class Mark {

    private final long begin;

    private Mark(long begin) {
      this.begin = begin;
    }

    /**
     * How much of a body was taken that is the last thing written since, and that the connection's
     * end may have kept from being written at all. Never more than was.
     */
    public long takenOf(long bodyBytes) {
      long reached = Math.min(bodyBytes, writtenBytes - begin);
      return Math.clamp(reached - untakenBytes(), 0, bodyBytes);
    }
  }

  /**
   * Is told how far the kernel has come with one entry of the channel's queue after the other, and
   * passes the outcome on to whoever waits for it.
   */
  private final class Advance extends DefaultChannelProgressivePromise {

    private final @Nullable ChannelPromise waiting;
    private long entryBytes;

    Advance(Channel channel, @Nullable ChannelPromise waiting) {
      super(channel);
      this.waiting = waiting;
    }

    @Override
    public boolean tryProgress(long progress, long total) {
      takenBytes += progress - entryBytes;
      entryBytes = progress;
      return true;
    }

    @Override
    public boolean trySuccess() {
      return trySuccess(null);
    }

    @Override
    public boolean trySuccess(@Nullable Void nothing) {
      entryBytes = 0;
      return waiting == null || waiting.trySuccess();
    }

    @Override
    public boolean tryFailure(Throwable cause) {
      entryBytes = 0;
      return waiting == null || waiting.tryFailure(cause);
    }

    @Override
    public boolean setUncancellable() {
      return waiting == null || waiting.setUncancellable();
    }
  }
}
