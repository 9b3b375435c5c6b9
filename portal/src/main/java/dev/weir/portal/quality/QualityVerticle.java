package dev.weir.portal.quality;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Collects every two seconds. One instance, on a virtual thread. */
public final class QualityVerticle extends VerticleBase {

  /** From the end of one look at what arrived to the next. */
  static final Duration COLLECT = Duration.ofSeconds(2);

  /** Looks from one time that old things are forgotten to the next. */
  static final int LOOKS_PER_FORGETTING = 1_800;

  private final QualityCollector collector;

  private long looks;

  /** Runs this collector. */
  public QualityVerticle(QualityCollector collector) {
    this.collector = collector;
  }

  @Override
  public Future<?> start() {
    plan();
    return Future.succeededFuture();
  }

  /** One after the other, however long one takes. */
  private void plan() {
    vertx.setTimer(
        COLLECT.toMillis(),
        _ -> {
          collector.collect();
          if (looks % LOOKS_PER_FORGETTING == 0) {
            collector.forget();
          }
          looks++;
          plan();
        });
  }
}
