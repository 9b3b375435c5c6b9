package dev.weir.portal.mail;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for mails to send every {@link #ROUND}, and sends them one after another, on a virtual
 * thread of its own. One instance, on an event loop: the mail client misses the server's greeting
 * when it is called from a Vert.x context of virtual threads.
 */
public final class MailVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration ROUND = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(MailVerticle.class);

  private final Postbox postbox;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Empties this postbox. */
  public MailVerticle(Postbox postbox) {
    this.postbox = postbox;
  }

  @Override
  public Future<?> start() {
    if (!postbox.keepsMails()) {
      vertx.setPeriodic(ROUND.toMillis(), timer -> begin());
    }
    return Future.succeededFuture();
  }

  /** While a round waits for the server, the timer goes on. */
  private void begin() {
    if (busy.compareAndSet(false, true)) {
      Thread.ofVirtual().name("mail").start(this::round);
    }
  }

  private void round() {
    try {
      postbox.sendDue();
    } catch (Exception failed) {
      LOG.warn("event=mail.round-failed cause={}", String.valueOf(failed));
    } finally {
      busy.set(false);
    }
  }
}
