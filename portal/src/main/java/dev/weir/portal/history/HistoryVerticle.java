package dev.weir.portal.history;

import dev.weir.portal.health.HealthKeeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Collects twice a second. One instance, on a virtual thread. */
public final class HistoryVerticle extends VerticleBase {

  /** From one look at what arrived to the next. */
  static final Duration COLLECT = Duration.ofMillis(500);

  /** From one look at the nodes, and at minutes that are over, to the next. */
  static final Duration LOOK = Duration.ofSeconds(5);

  /** From one look at the oldest to the next. */
  static final Duration FORGET = Duration.ofHours(1);

  private final HistoryCollector collector;
  private final HealthKeeper health;

  /** Runs this collector and this keeper. */
  public HistoryVerticle(HistoryCollector collector, HealthKeeper health) {
    this.collector = collector;
    this.health = health;
  }

  @Override
  public Future<?> start() {
    every(COLLECT, collector::collect);
    every(LOOK, collector::endLost);
    every(FORGET, collector::forget);
    every(LOOK, health::keep);
    every(FORGET, health::forget);
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
