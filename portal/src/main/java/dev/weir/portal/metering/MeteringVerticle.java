package dev.weir.portal.metering;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Collects once a second. One instance, on a virtual thread. */
public final class MeteringVerticle extends VerticleBase {

  /** From the end of one look at what arrived to the next. */
  static final Duration COLLECT = Duration.ofSeconds(1);

  /** Looks from one entry into the ledger to the next. */
  static final int LOOKS_PER_ENTRY = 10;

  /** Looks from one time that old things are forgotten to the next. */
  static final int LOOKS_PER_FORGETTING = 600;

  private final MeterCollector collector;

  private long looks;

  /** Runs this collector. */
  public MeteringVerticle(MeterCollector collector) {
    this.collector = collector;
  }

  @Override
  public Future<?> start() {
    plan();
    return Future.succeededFuture();
  }

  /** One after the other, however long one takes: they are of one collector. */
  private void plan() {
    vertx.setTimer(
        COLLECT.toMillis(),
        timer -> {
          try {
            look();
          } finally {
            plan();
          }
        });
  }

  private void look() {
    collector.collect();
    if (looks % LOOKS_PER_ENTRY == 0) {
      collector.enter();
    }
    if (looks % LOOKS_PER_FORGETTING == 0) {
      collector.forget();
    }
    looks++;
  }
}
