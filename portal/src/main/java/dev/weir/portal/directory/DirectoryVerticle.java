package dev.weir.portal.directory;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * Publishes all policies and certificates at its start and every {@link #ROUND} afterwards. One
 * instance, on a virtual thread.
 */
public final class DirectoryVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration ROUND = Duration.ofSeconds(30);

  private final PolicyDesk desk;
  private final CertificateDesk certificates;

  /** Publishes through these desks. */
  public DirectoryVerticle(PolicyDesk desk, CertificateDesk certificates) {
    this.desk = desk;
    this.certificates = certificates;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(ROUND.toMillis(), timer -> publishAll());
    publishAll();
    return Future.succeededFuture();
  }

  private void publishAll() {
    desk.publishAll();
    certificates.publishAll();
  }
}
