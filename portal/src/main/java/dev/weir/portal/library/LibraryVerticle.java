package dev.weir.portal.library;

import dev.weir.portal.quota.FullStores;
import dev.weir.portal.quota.ReachedQuotas;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something about the library once a minute. One instance for each thing, so that what takes
 * long holds nothing else up; each on a virtual thread.
 */
public final class LibraryVerticle extends VerticleBase {

  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(LibraryVerticle.class);

  private final IntSupplier work;
  private final int atOnce;
  private final AtomicBoolean busy = new AtomicBoolean();

  private LibraryVerticle(IntSupplier work, int atOnce) {
    this.work = work;
    this.atOnce = atOnce;
  }

  /** Deletes what is due. */
  public static LibraryVerticle of(LibrarySweep sweep) {
    return new LibraryVerticle(sweep::sweep, LibrarySweep.AT_ONCE);
  }

  /** Moves what grows cold. */
  public static LibraryVerticle of(LibraryCooling cooling) {
    return new LibraryVerticle(cooling::cool, LibraryCooling.AT_ONCE);
  }

  /** Looks whose store is full. */
  public static LibraryVerticle of(FullStores stores) {
    return new LibraryVerticle(
        () -> {
          stores.look();
          return 0;
        },
        Integer.MAX_VALUE);
  }

  /** Looks whose quotas are used up. */
  public static LibraryVerticle of(ReachedQuotas quotas) {
    return new LibraryVerticle(
        () -> {
          quotas.look();
          return 0;
        },
        Integer.MAX_VALUE);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(ROUND.toMillis(), timer -> round());
    return Future.succeededFuture();
  }

  private void round() {
    if (busy.compareAndSet(false, true)) {
      try {
        if (work.getAsInt() == atOnce) {
          LOG.info("event=library.sweep-goes-on");
        }
      } catch (Exception away) {
        LOG.debug("event=library.not-swept", away);
      } finally {
        busy.set(false);
      }
    }
  }
}
