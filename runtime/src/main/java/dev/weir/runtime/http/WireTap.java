package dev.weir.runtime.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sits below the decoder of an HTTP/1 connection: knows whether bytes came in that are no whole
 * request yet, keeps bytes out once the connection is poisoned, and can answer in the place of an
 * application. On the connection's event loop.
 */
final class WireTap extends ChannelInboundHandlerAdapter {

  static final String NAME = "weir-tap";

  private @Nullable ChannelHandlerContext context;
  private boolean partial;
  private boolean shut;

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext current, Object message) {
    if (shut) {
      ReferenceCountUtil.release(message);
      return;
    }
    partial = true;
    current.fireChannelRead(message);
  }

  boolean holdsPartOfARequest() {
    return partial;
  }

  /** The decoder made something whole of what came in. */
  void consumed() {
    partial = false;
  }

  void shut() {
    shut = true;
  }

  ChannelFuture answer(ByteBuf bytes) {
    return context().writeAndFlush(bytes);
  }

  /** Queues part of an answer, whose promise nobody waits for, and takes over the reference. */
  void write(Object part) {
    ChannelHandlerContext here = context();
    ChannelFuture _ = here.write(part, here.voidPromise());
  }

  /** Queues a body, and tells how much of it was taken; takes over the reference. */
  void write(Object body, int bytes, LongConsumer taken) {
    Odometer.Mark mark = Odometer.of(context().channel()).mark();
    ChannelFuture _ =
        context()
            .write(body)
            .addListener(sent -> taken.accept(sent.isSuccess() ? bytes : mark.takenOf(bytes)));
  }

  /** Sends off what was queued. */
  void flush() {
    context().flush();
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not in a pipeline");
    }
    return context;
  }
}
