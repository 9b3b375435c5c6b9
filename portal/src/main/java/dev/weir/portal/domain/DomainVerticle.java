package dev.weir.portal.domain;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the domains whose time has come, every {@link #PAUSE}, and deletes those whose grace
 * period is over. Each node runs one, on a virtual thread; a domain is taken by one of them.
 */
public final class DomainVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(DomainVerticle.class);

  private final DomainChecks checks;

  /** Rounds of these checks. */
  public DomainVerticle(DomainRoom room) {
    this.checks = room.checks();
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
            checks.round();
          } catch (Exception failed) {
            LOG.warn("event=portal.domains.unchecked cause={}", String.valueOf(failed));
          } finally {
            plan();
          }
        });
  }
}
