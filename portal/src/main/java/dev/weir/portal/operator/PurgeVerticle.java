package dev.weir.portal.operator;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for tenants whose time of grace is over, every {@link #PAUSE}. Each node runs one, on a
 * virtual thread; a tenant is taken by one of them.
 */
public final class PurgeVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(PurgeVerticle.class);

  private final TenantPurge purge;

  /** Rounds of this purge. */
  public PurgeVerticle(TenantPurge purge) {
    this.purge = purge;
  }

  @Override
  public Future<?> start() {
    plan();
    return Future.succeededFuture();
  }

  /** One round after the other, however long one takes. */
  private void plan() {
    vertx.setTimer(
        PAUSE.toMillis(),
        timer -> {
          try {
            purge.round();
          } catch (Exception failed) {
            LOG.warn("event=portal.tenants.unpurged cause={}", String.valueOf(failed));
          } finally {
            plan();
          }
        });
  }
}
