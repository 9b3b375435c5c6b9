package dev.weir.portal.alarm.watch;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches every {@link #PAUSE}. One on each node, a virtual thread. */
public final class AlarmVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(AlarmVerticle.class);

  private final AlarmRound round;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Rounds of this. */
  public AlarmVerticle(AlarmRound round) {
    this.round = round;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(PAUSE.toMillis(), timer -> look());
    return Future.succeededFuture();
  }

  private void look() {
    if (busy.compareAndSet(false, true)) {
      try {
        round.round();
      } catch (Exception failed) {
        LOG.warn("event=alarm.round-failed cause=\"{}\"", failed.toString());
      } finally {
        busy.set(false);
      }
    }
  }
}
