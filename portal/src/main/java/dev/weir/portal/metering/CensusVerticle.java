package dev.weir.portal.metering;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a minute whether the store is to be counted. One instance, on a virtual thread; a
 * count may take long, and holds nothing else up.
 */
public final class CensusVerticle extends VerticleBase {

  /** From the end of one look to the next. */
  static final Duration LOOK = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(CensusVerticle.class);

  private final StoreCensus census;

  /** Runs this census. */
  public CensusVerticle(StoreCensus census) {
    this.census = census;
  }

  @Override
  public Future<?> start() {
    plan();
    return Future.succeededFuture();
  }

  private void plan() {
    vertx.setTimer(
        LOOK.toMillis(),
        timer -> {
          try {
            census.round();
          } catch (Exception away) {
            LOG.warn("event=metering.store-not-counted cause=\"{}\"", away.toString());
          } finally {
            plan();
          }
        });
  }
}
