package dev.weir.gateway.load;

import dev.weir.runtime.clock.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Measures how late one event loop is; deploy one instance for each. */
public final class LoadVerticle extends VerticleBase {

  /** Between two beats of a loop that is never late. */
  static final Duration BEAT = Duration.ofMillis(100);

  private final Admission admission;
  private final Pressure lateness;
  private final TimeSource time;

  private long beatNanos;
  private long timer;

  /** Tells {@code admission} how late its loop is. */
  public LoadVerticle(Admission admission, TimeSource time) {
    this.admission = admission;
    this.lateness = admission.newLoop();
    this.time = time;
  }

  @Override
  public Future<?> start() {
    next();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    admission.forgetLoop(lateness);
    return Future.succeededFuture();
  }

  private void next() {
    beatNanos = time.nanos();
    timer = vertx.setTimer(BEAT.toMillis(), _ -> beat());
  }

  private void beat() {
    long passed = time.nanos() - beatNanos;
    lateness.take((double) Math.max(0, passed - BEAT.toNanos()), passed);
    admission.lookAtEgress();
    next();
  }
}
