package dev.weir.portal.callback.delivery;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;

/**
 * Looks for what is due four times a second. One instance, on a virtual thread; each lane is worked
 * on beside the others, since all of them mostly wait.
 */
public final class CallbackVerticle extends VerticleBase {

  /** From the end of one look to the next. */
  static final Duration LOOK = Duration.ofMillis(250);

  /** Looks from one sweep to the next. */
  static final int LOOKS_PER_SWEEP = 240;

  /** Lanes that one portal works on at a time. */
  static final int MAX_IN_FLIGHT = 256;

  private final CallbackPost post;

  private long looks;

  /** Runs this. */
  public CallbackVerticle(CallbackPost post) {
    this.post = post;
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
            look();
          } finally {
            plan();
          }
        });
  }

  private void look() {
    Context here = vertx.getOrCreateContext();
    List<Lane> claimed = post.claim(MAX_IN_FLIGHT);
    claimed.forEach(lane -> here.runOnContext(now -> post.work(lane)));
    if (looks++ % LOOKS_PER_SWEEP == 0) {
      post.sweep();
    }
  }
}
