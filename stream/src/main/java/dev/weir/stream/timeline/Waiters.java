package dev.weir.stream.timeline;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.Loop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Those who wait for a timeline to come far enough, on many event loops. A change goes to each loop
 * on which somebody waits once, and wakes all of them there in one go.
 */
final class Waiters {

  /** Most requests that wait for one timeline at a time. */
  static final int MAX_WAITERS = 20_000;

  private final Supplier<TimelineView> view;
  private final TimeSource time;

  private final Map<Loop, LoopWaiters> loops = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  Waiters(Supplier<TimelineView> view, TimeSource time) {
    this.view = view;
    this.time = time;
  }

  /** Nothing will come any more that anybody waits for: all are told so, now and later. */
  void close() {
    closed = true;
    changed();
  }

  private boolean isClosed() {
    return closed;
  }

  /** Waits on {@code loop}, which the caller runs on. */
  Future<TimelineView> await(Loop loop, Predicate<TimelineView> arrived, Duration patience) {
    TimelineView now = view.get();
    if (arrived.test(now)) {
      return Future.succeededFuture(now);
    }
    if (count.get() >= MAX_WAITERS) {
      return Future.failedFuture(
          new WeirFault(FaultCode.CONNECTIONS_EXCEEDED, "waiting=" + count.get()));
    }
    return loops
        .computeIfAbsent(loop, l -> new LoopWaiters(l, view, this::isClosed, time, count))
        .await(arrived, patience);
  }

  /** There is a new view. On any thread. */
  void changed() {
    for (LoopWaiters waiters : loops.values()) {
      waiters.changed();
    }
  }

  /** How many wait. */
  int count() {
    return count.get();
  }
}
