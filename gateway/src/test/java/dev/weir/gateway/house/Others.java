package dev.weir.gateway.house;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.access.LastWord;
import dev.weir.gateway.access.ProofRooms;
import dev.weir.gateway.remote.RemoteQuestion;
import dev.weir.gateway.seat.SeatBoard;
import dev.weir.gateway.seat.Seats;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.token.PlaybackTokens;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who have the last word about a viewer, in one process: a board of places, a count of
 * tickets, and endpoints that answer when a test says so.
 */
public final class Others implements SeatBoard {

  private final Map<String, Set<Place>> places = new ConcurrentHashMap<>();
  private final Map<String, Integer> tickets = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private final AtomicInteger takes = new AtomicInteger();
  private final Seats seats;
  private final ProofRooms proofs;

  /** A question that is out, and where its answer goes. */
  public record Question(RemoteQuestion asked, Promise<Void> answer) {}

  /** Nobody has taken or spent anything. */
  public Others(TimeSource time) {
    seats = new Seats(this, time);
    proofs =
        new ProofRooms(
            new PlaybackTokens(),
            new LastWord(
                this::ask,
                seats,
                (domain, ticket, _) -> spend(domain + ticket.id(), ticket.uses())));
  }

  /** Who is in how many places. */
  public Seats seats() {
    return seats;
  }

  /** All of them, as the authorizer knows them. */
  public ProofRooms proofs() {
    return proofs;
  }

  /** What tenants' endpoints were asked, oldest first. */
  public List<Question> questions() {
    return questions;
  }

  /** How often tickets were used in all. */
  public int spent() {
    return tickets.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The question about a user, once it is out. */
  public Question question(String user) {
    Await.until(() -> find(user).isPresent(), "the tenant is asked about " + user);
    return find(user).orElseThrow();
  }

  private Optional<Question> find(String user) {
    return questions.stream()
        .filter(question -> question.asked().body().contains("\"" + user + "\""))
        .findFirst();
  }

  /** How many places are taken in all. */
  public int taken() {
    return places.values().stream().mapToInt(Set::size).sum();
  }

  /** How often a place was asked for. */
  public int takes() {
    return takes.get();
  }

  private Future<Void> ask(RemoteQuestion asked) {
    Promise<Void> answer = Promise.promise();
    questions.add(new Question(asked, answer));
    return answer.future();
  }

  private Future<Void> spend(String ticket, int uses) {
    if (tickets.getOrDefault(ticket, 0) >= uses) {
      return Future.failedFuture(new WeirFault(FaultCode.TICKET_SPENT, "test"));
    }
    tickets.merge(ticket, 1, Integer::sum);
    return Future.succeededFuture();
  }

  @Override
  public Future<Long> take(Place place, int most) {
    Set<Place> taken = of(place);
    boolean room = taken.contains(place) || taken.size() < most;
    if (room) {
      taken.add(place);
    }
    takes.incrementAndGet();
    return Future.succeededFuture(room ? 1L : 0L);
  }

  @Override
  public Future<Long> keep(List<Place> kept) {
    kept.forEach(place -> of(place).add(place));
    return Future.succeededFuture(1L);
  }

  @Override
  public Future<Void> giveBack(Place place, long countsUntil) {
    of(place).remove(place);
    return Future.succeededFuture();
  }

  private Set<Place> of(Place place) {
    return places.computeIfAbsent(place.person().toString(), _ -> ConcurrentHashMap.newKeySet());
  }
}
