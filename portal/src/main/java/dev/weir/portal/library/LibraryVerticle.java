package dev.weir.portal.library;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps the library once a minute. One instance, on a virtual thread. */
public final class LibraryVerticle extends VerticleBase {

  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(LibraryVerticle.class);

  private final LibrarySweep sweep;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Runs this. */
  public LibraryVerticle(LibrarySweep sweep) {
    this.sweep = sweep;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(ROUND.toMillis(), timer -> round());
    return Future.succeededFuture();
  }

  private void round() {
    if (busy.compareAndSet(false, true)) {
      try {
        if (sweep.sweep() == LibrarySweep.AT_ONCE) {
          LOG.info("event=library.sweep-goes-on");
        }
      } catch (RuntimeException away) {
        LOG.debug("event=library.not-swept", away);
      } finally {
        busy.set(false);
      }
    }
  }
}
