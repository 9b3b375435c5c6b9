package dev.weir.portal.history;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Collects twice a second. One instance, on a virtual thread. */
public final class HistoryVerticle extends VerticleBase {

  /** From one look at what arrived to the next. */
  static final Duration COLLECT = Duration.ofMillis(500);

  /** From one look at the nodes to the next. */
  static final Duration LOOK = Duration.ofSeconds(5);

  /** From one look at the oldest to the next. */
  static final Duration FORGET = Duration.ofHours(1);

  private final HistoryCollector collector;

  /** Runs this collector. */
  public HistoryVerticle(HistoryCollector collector) {
    this.collector = collector;
  }

  @Override
  public Future<?> start() {
    every(COLLECT, collector::collect);
    every(LOOK, collector::endLost);
    every(FORGET, collector::forget);
    return Future.succeededFuture();
  }

  /** A round that is still waiting when the next one is due takes its place. */
  private void every(Duration period, Runnable work) {
    AtomicBoolean busy = new AtomicBoolean();
    vertx.setPeriodic(
        period.toMillis(),
        timer -> {
          if (busy.compareAndSet(false, true)) {
            try {
              work.run();
            } finally {
              busy.set(false);
            }
          }
        });
  }
}
