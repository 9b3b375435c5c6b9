package dev.weir.gateway.viewer;

import dev.weir.runtime.live.LiveReporter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the count of viewers and tells it on, every two seconds. Runs on one event loop. */
public final class CensusVerticle extends VerticleBase {

  /** How often the count is told, milliseconds. */
  static final long INTERVAL_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(CensusVerticle.class);

  private final ViewerCensus census;
  private final LiveReporter reporter;

  private boolean told = true;

  /** Tells what {@code census} counts to {@code reporter}. */
  public CensusVerticle(ViewerCensus census, LiveReporter reporter) {
    this.census = census;
    this.reporter = reporter;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(INTERVAL_MS, timer -> tell());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return reporter.reportViewers(List.of()).otherwiseEmpty();
  }

  /** Logs when telling begins to fail and when it works again, not each time. */
  private void tell() {
    reporter
        .reportViewers(census.takeCount())
        .onComplete(done -> {
          if (told && done.failed()) {
            LOG.warn("event=viewers-not-reported cause=\"{}\"", done.cause().getMessage());
          } else if (!told && done.succeeded()) {
            LOG.info("event=viewers-reported-again");
          }
          told = done.succeeded();
        });
  }
}
