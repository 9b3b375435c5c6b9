package dev.weir.stream.timeline;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Those who wait on one event loop. Runs on it, {@link #changed} apart.
 *
 * <p>No change is missed: a waiter says that it waits and then looks once more; a change is made
 * visible before anybody is asked whether they wait.
 */
final class LoopWaiters {

  /** Requests that are answered before other work of the loop has its turn. */
  static final int WOKEN_AT_ONCE = 128;

  private static final long SWEEP_MS = 250;

  private final Loop loop;
  private final Supplier<TimelineView> view;
  private final BooleanSupplier closed;
  private final TimeSource time;
  private final AtomicInteger count;

  private final AtomicBoolean wakeIsDue = new AtomicBoolean();
  private volatile boolean somebodyWaits;
  private List<Waiter> waiting = new ArrayList<>();
  private boolean sweeping;

  private record Waiter(
      Predicate<TimelineView> arrived, long deadlineNanos, Promise<TimelineView> promise) {}

  LoopWaiters(
      Loop loop,
      Supplier<TimelineView> view,
      BooleanSupplier closed,
      TimeSource time,
      AtomicInteger count) {
    this.closed = closed;
    this.loop = loop;
    this.view = view;
    this.time = time;
    this.count = count;
  }

  Future<TimelineView> await(Predicate<TimelineView> arrived, Duration patience) {
    somebodyWaits = true;
    TimelineView now = view.get();
    if (arrived.test(now)) {
      return Future.succeededFuture(now);
    }
    if (closed.getAsBoolean()) {
      return Future.failedFuture(late(now));
    }
    Promise<TimelineView> promise = Promise.promise();
    waiting.add(new Waiter(arrived, time.nanos() + patience.toNanos(), promise));
    count.incrementAndGet();
    sweepLater();
    return promise.future();
  }

  /** There is a new view. On any thread. */
  void changed() {
    if (somebodyWaits && wakeIsDue.compareAndSet(false, true)) {
      try {
        loop.execute(() -> {
          wakeIsDue.set(false);
          wake();
        });
      } catch (RejectedExecutionException loopHasShutDown) {
        somebodyWaits = false;
      }
    }
  }

  private void wake() {
    TimelineView now = view.get();
    long nanos = time.nanos();
    List<Waiter> still = new ArrayList<>();
    List<Waiter> done = new ArrayList<>();
    for (Waiter waiter : waiting) {
      boolean over =
          closed.getAsBoolean() || waiter.arrived.test(now) || nanos - waiter.deadlineNanos >= 0;
      (over ? done : still).add(waiter);
    }
    waiting = still;
    somebodyWaits = !still.isEmpty();
    count.addAndGet(-done.size());
    finish(done, 0, now);
  }

  /** Answers a crowd in batches, so that whatever else happens on the loop goes on in between. */
  private void finish(List<Waiter> done, int from, TimelineView now) {
    int to = Math.min(done.size(), from + WOKEN_AT_ONCE);
    done.subList(from, to).forEach(waiter -> finish(waiter, now));
    if (to < done.size()) {
      loop.execute(() -> finish(done, to, now));
    }
  }

  /** Runs what waited, which may wait again at once. */
  private static void finish(Waiter waiter, TimelineView now) {
    if (waiter.arrived.test(now)) {
      waiter.promise.complete(now);
    } else {
      waiter.promise.fail(late(now));
    }
  }

  private static WeirFault late(TimelineView now) {
    return new WeirFault(FaultCode.PLAYLIST_WAIT_TIMEOUT, "revision=" + now.revision());
  }

  private void sweep() {
    sweeping = false;
    wake();
    if (!waiting.isEmpty()) {
      sweepLater();
    }
  }

  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      loop.after(SWEEP_MS, this::sweep);
    }
  }
}
