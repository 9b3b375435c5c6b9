package dev.weir.gateway.seat;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Keeps the places of those who watch here, every few seconds. One instance. */
public final class SeatVerticle extends VerticleBase {

  private final Seats seats;

  /** Keeps the places of {@code seats}. */
  public SeatVerticle(Seats seats) {
    this.seats = seats;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(Seats.ROUND.toMillis(), _ -> seats.keep());
    return Future.succeededFuture();
  }
}
