package dev.weir.portal.directory;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * Publishes all policies at its start and every {@link #ROUND} afterwards. One instance, on a
 * virtual thread.
 */
public final class DirectoryVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration ROUND = Duration.ofSeconds(30);

  private final PolicyDesk desk;

  /** Publishes through this desk. */
  public DirectoryVerticle(PolicyDesk desk) {
    this.desk = desk;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(ROUND.toMillis(), timer -> desk.publishAll());
    desk.publishAll();
    return Future.succeededFuture();
  }
}
