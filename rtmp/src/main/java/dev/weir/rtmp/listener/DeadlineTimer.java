package dev.weir.rtmp.listener;

import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/**
 * One timer for a deadline that keeps moving away: it looks again only when the old deadline has
 * come. Event loop only.
 *
 * <p>A timer that fires much too late means that the whole process stood still, and that input may
 * be waiting to be read; the deadline is then looked at once more, a moment later.
 */
final class DeadlineTimer {

  private static final long MUCH_TOO_LATE_NANOS = 1_000_000_000;
  private static final long MOMENT_NANOS = 1_000_000_000;
  private static final long NANOS_PER_MS = 1_000_000;

  private final Vertx vertx;
  private final TimeSource time;
  private final LongSupplier deadlineNanos;
  private final Runnable due;

  private long timerId = -1;
  private long armedForNanos;
  private boolean secondLook;

  DeadlineTimer(Vertx vertx, TimeSource time, LongSupplier deadlineNanos, Runnable due) {
    this.vertx = vertx;
    this.time = time;
    this.deadlineNanos = deadlineNanos;
    this.due = due;
  }

  /** Arms the timer if it is not, or if the deadline has come nearer. */
  void look() {
    if (timerId < 0 || deadlineNanos.getAsLong() - armedForNanos < 0 && !secondLook) {
      arm(deadlineNanos.getAsLong());
    }
  }

  void stop() {
    vertx.cancelTimer(timerId);
    timerId = -1;
  }

  private void arm(long forNanos) {
    stop();
    armedForNanos = forNanos;
    long delayMs = (forNanos - time.nanos() + NANOS_PER_MS - 1) / NANOS_PER_MS;
    timerId = vertx.setTimer(Math.max(1, delayMs), _ -> fire());
  }

  private void fire() {
    timerId = -1;
    long now = time.nanos();
    if (deadlineNanos.getAsLong() - now > 0) {
      secondLook = false;
      arm(deadlineNanos.getAsLong());
    } else if (now - armedForNanos > MUCH_TOO_LATE_NANOS && !secondLook) {
      secondLook = true;
      arm(now + MOMENT_NANOS);
    } else {
      secondLook = false;
      due.run();
    }
  }
}
