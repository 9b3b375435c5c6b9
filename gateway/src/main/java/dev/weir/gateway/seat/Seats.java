package dev.weir.gateway.seat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.ViewerId;
import dev.weir.gateway.seat.SeatBoard.Place;
import dev.weir.gateway.viewer.Presence;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The places that persons have at this gateway. Whoever comes with a limit takes a place on the
 * board that all gateways share; while the board is away, this gateway lets in up to the limit by
 * its own count, so that a person may have as many places as the limit on each gateway. Who watches
 * already is never asked again.
 */
public final class Seats {

  /** Between two times that places are kept. */
  static final Duration ROUND = Duration.ofSeconds(5);

  /** How long a place waits for the viewer who took it. */
  static final Duration TIME_TO_SIT = Duration.ofSeconds(10);

  /** Most places here; sessions beyond are served, and count nowhere. */
  public static final int MAX_SEATS = 200_000;

  private static final String SUBJECT = "places";

  private final SeatBoard board;
  private final TimeSource time;
  private final OperatorLog log;

  private final Map<Place, Seat> seats = new ConcurrentHashMap<>();
  private final Map<Person, Integer> byPerson = new ConcurrentHashMap<>();
  private final AtomicBoolean keeping = new AtomicBoolean();

  /** Nobody is here yet. */
  public Seats(SeatBoard board, TimeSource time) {
    this.board = board;
    this.time = time;
    this.log = new OperatorLog(Seats.class, time);
  }

  /**
   * Takes a place for a session of a user, who may have so many. Fails with {@code WeirFault
   * USER_CONCURRENCY_EXCEEDED}.
   */
  public Future<Void> take(DomainName pushDomain, ViewerId viewer, int most) {
    Place place = place(pushDomain, viewer);
    return board
        .take(place, most)
        .recover(away -> {
          log.tell(SeatEvent.BOARD_AWAY, SUBJECT, "cause", away);
          return Future.succeededFuture(othersHere(place) < most ? 1L : 0L);
        })
        .compose(countsUntil -> {
          if (countsUntil == 0) {
            return Future.failedFuture(
                new WeirFault(FaultCode.USER_CONCURRENCY_EXCEEDED, "limit=" + most));
          }
          at(
              place,
              seat -> {
                seat.kept(countsUntil);
                seat.seen(time.millis() + TIME_TO_SIT.toMillis());
              });
          return Future.succeededFuture();
        });
  }

  /** Gives a place back that nobody will sit down at. */
  public void giveUp(DomainName pushDomain, ViewerId viewer) {
    Place place = place(pushDomain, viewer);
    seats.computeIfPresent(
        place,
        (_, seat) -> {
          seat.seen(0);
          return seat;
        });
    clear(place);
  }

  /** A session was heard of, and counts as present for a while. */
  public void seen(DomainName pushDomain, ViewerId viewer, Duration staysFor) {
    if (viewer.namesUser()) {
      long untilMs = time.millis() + staysFor.toMillis();
      at(place(pushDomain, viewer), seat -> seat.seen(untilMs));
    }
  }

  /** A session has a connection, until that is closed. */
  public Presence sit(DomainName pushDomain, ViewerId viewer) {
    if (!viewer.namesUser()) {
      return () -> {};
    }
    Place place = place(pushDomain, viewer);
    at(
        place,
        seat -> {
          seat.connect();
          seat.seen(0);
        });
    AtomicBoolean sitting = new AtomicBoolean(true);
    return () -> {
      if (sitting.compareAndSet(true, false)) {
        seats.computeIfPresent(
            place,
            (_, seat) -> {
              seat.disconnect();
              return seat;
            });
        clear(place);
      }
    };
  }

  /**
   * Keeps the places of those present and gives back the others. Once a round; while the answer to
   * one round is waited for, there is no other.
   */
  Future<Void> keep() {
    seats.keySet().forEach(this::clear);
    Map<Place, Seat> present = new HashMap<>(seats);
    if (present.isEmpty() || !keeping.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return board
        .keep(List.copyOf(present.keySet()))
        .onSuccess(until -> present.values().forEach(seat -> seat.kept(until)))
        .onFailure(away -> log.tell(SeatEvent.BOARD_AWAY, SUBJECT, "cause", away))
        .onComplete(_ -> keeping.set(false))
        .mapEmpty();
  }

  /** How many places are taken here. */
  int count() {
    return seats.size();
  }

  private static Place place(DomainName pushDomain, ViewerId viewer) {
    return new Place(Person.of(pushDomain, viewer), viewer);
  }

  /**
   * Tells the seat something, before anybody can clear it away; brings one in when there is none.
   */
  private void at(Place place, Consumer<Seat> told) {
    if (seats.size() >= MAX_SEATS && !seats.containsKey(place)) {
      return;
    }
    seats.compute(
        place,
        (_, known) -> {
          Seat seat = known;
          if (seat == null) {
            seat = new Seat();
            byPerson.merge(place.person(), 1, Integer::sum);
          }
          told.accept(seat);
          return seat;
        });
  }

  /** Gives the place back if nobody has it any more. */
  private void clear(Place place) {
    seats.computeIfPresent(
        place,
        (_, seat) -> {
          if (seat.isTaken(time.millis())) {
            return seat;
          }
          byPerson.computeIfPresent(place.person(), (_, n) -> n == 1 ? null : n - 1);
          // A place that is not given back lapses.
          board.giveBack(place, seat.countsUntil());
          return null;
        });
  }

  private int othersHere(Place place) {
    int here = byPerson.getOrDefault(place.person(), 0);
    return seats.containsKey(place) ? here - 1 : here;
  }
}
