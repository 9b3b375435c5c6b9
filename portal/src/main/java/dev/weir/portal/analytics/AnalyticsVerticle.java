package dev.weir.portal.analytics;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Collects every two seconds. One instance, on a virtual thread. */
public final class AnalyticsVerticle extends VerticleBase {

  /** From the end of one look at what arrived to the next. */
  static final Duration COLLECT = Duration.ofSeconds(2);

  /** Looks from one time that old things are forgotten to the next: ten minutes and more. */
  static final int LOOKS_PER_FORGETTING = 300;

  private final AnalyticsCollector collector;

  private long looks;

  /** Runs this collector. */
  public AnalyticsVerticle(AnalyticsCollector collector) {
    this.collector = collector;
  }

  @Override
  public Future<?> start() {
    plan();
    return Future.succeededFuture();
  }

  private void plan() {
    vertx.setTimer(
        COLLECT.toMillis(),
        timer -> {
          collector.collect();
          looks++;
          if (looks % LOOKS_PER_FORGETTING == 0) {
            collector.forget();
          }
          plan();
        });
  }
}
