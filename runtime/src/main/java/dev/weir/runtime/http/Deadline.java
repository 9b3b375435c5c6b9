package dev.weir.runtime.http;

import dev.weir.runtime.clock.TimeSource;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that is moved far more often than it is met: moving it later costs a field, since
 * the one scheduled task finds out when it runs. On one event loop.
 */
final class Deadline {

  private static final long NONE = Long.MAX_VALUE;

  private final TimeSource time;
  private final EventExecutor executor;
  private final Runnable missed;
  private final long startNanos;

  private long dueNanos = NONE;
  private long scheduledNanos = NONE;
  private @Nullable ScheduledFuture<?> task;

  Deadline(TimeSource time, EventExecutor executor, Runnable missed) {
    this.time = time;
    this.executor = executor;
    this.missed = missed;
    this.startNanos = time.nanos();
  }

  /** Due after {@code delay} from now. */
  void in(Duration delay) {
    long now = now();
    dueNanos = now + delay.toNanos();
    if (dueNanos < scheduledNanos) {
      schedule(now);
    }
  }

  /** Not due at all, until the next {@link #in}. */
  void clear() {
    dueNanos = NONE;
  }

  /** Ends it for good. */
  void cancel() {
    clear();
    if (task != null) {
      task.cancel(false);
    }
  }

  private void schedule(long now) {
    if (task != null) {
      task.cancel(false);
    }
    scheduledNanos = dueNanos;
    task = executor.schedule(this::look, Math.max(0, dueNanos - now), TimeUnit.NANOSECONDS);
  }

  private void look() {
    task = null;
    scheduledNanos = NONE;
    if (dueNanos == NONE) {
      return;
    }
    long now = now();
    if (now >= dueNanos) {
      dueNanos = NONE;
      missed.run();
    } else {
      schedule(now);
    }
  }

  /** Since this began, so that comparing is safe whatever the clock's origin. */
  private long now() {
    return time.nanos() - startNanos;
  }
}
