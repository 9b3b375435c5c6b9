package dev.weir.stream.fanout;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An event loop of Netty, and so of Vert.x.
 *
 * @param eventLoop the loop that channels of its peers are registered with
 */
public record NettyLoop(EventLoop eventLoop) implements Loop {

  /** The loop that {@code context} runs on. */
  public static NettyLoop of(Context context) {
    return new NettyLoop(((ContextInternal) context).nettyEventLoop());
  }

  @Override
  public boolean isCurrent() {
    return eventLoop.inEventLoop();
  }

  @Override
  public void execute(Runnable task) {
    eventLoop.execute(task);
  }

  @Override
  public Timer after(long delayMs, Runnable task) {
    ScheduledFuture<?> scheduled = eventLoop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }
}
