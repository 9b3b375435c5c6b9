package dev.weir.gateway.analytics;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Looks at the audience once a second. One instance, on a virtual thread. */
public final class AnalyticsVerticle extends VerticleBase {

  private final AnalyticsReporter reporter;

  /** Runs this reporter. */
  public AnalyticsVerticle(AnalyticsReporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(AnalyticsReporter.LOOK_MS, _ -> reporter.look());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return reporter.close().otherwiseEmpty();
  }
}
