package dev.weir.portal.billing.invoice;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes each hour what billing makes by itself. One on each node, a virtual thread. */
public final class BillingVerticle extends VerticleBase {

  /** From one round to the next. */
  public static final Duration PAUSE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(BillingVerticle.class);

  private final BillingTurn turn;
  private final List<Runnable> rounds;

  /** Runs these, one after the other, when it is this portal's turn. */
  public BillingVerticle(BillingTurn turn, List<Runnable> rounds) {
    this.turn = turn;
    this.rounds = List.copyOf(rounds);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(PAUSE.toMillis(), timer -> round());
    return Future.succeededFuture();
  }

  private void round() {
    for (Runnable one : rounds) {
      try {
        if (turn.take()) {
          one.run();
        }
      } catch (Exception failed) {
        LOG.warn("event=billing.round-failed cause=\"{}\"", failed.toString());
      }
    }
  }
}
