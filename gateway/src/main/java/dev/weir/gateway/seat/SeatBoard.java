package dev.weir.gateway.seat;

import dev.weir.contract.identity.ViewerId;
import io.vertx.core.Future;
import java.util.List;

/** Where all gateways keep the places of all persons. A place that nobody keeps lapses. */
public interface SeatBoard {

  /** A place: whose, and by which session. */
  record Place(Person person, ViewerId viewer) {}

  /**
   * Takes a place unless as many are taken as there may be; one's own counts as free.
   *
   * @return until when it counts, by the board's clock; 0 when there was none
   */
  Future<Long> take(Place place, int most);

  /** Keeps places for another while; returns until when they count, by the board's clock. */
  Future<Long> keep(List<Place> places);

  /**
   * Gives a place back, unless another gateway has kept it since.
   *
   * @param countsUntil what {@link #take} or {@link #keep} said last
   */
  Future<Void> giveBack(Place place, long countsUntil);
}
