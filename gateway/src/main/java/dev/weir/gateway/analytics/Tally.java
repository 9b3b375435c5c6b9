package dev.weir.gateway.analytics;

import dev.weir.contract.analytics.Client;
import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What viewers of one kind do. To add something takes no lock and allocates nothing. Thread-safe.
 */
public final class Tally {

  private final Subject subject;

  private final AtomicInteger present = new AtomicInteger();
  private final LongAdder plays = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicLongArray answers = new AtomicLongArray(Statuses.COUNT);

  /** These are of the thread that makes minutes. */
  private int quietMinutes;

  private boolean heardOf;

  Tally(Subject subject) {
    this.subject = subject;
  }

  /** One that nobody ever reads. */
  public static Tally unread() {
    return new Tally(
        new Subject(
            new TenantId(new UUID(0, 0)), Place.ALL, Delivery.PAGE, "", "", Client.UNKNOWN));
  }

  /** Somebody begins to watch. */
  public void enter() {
    present.incrementAndGet();
    plays.increment();
  }

  /** Somebody who had begun watches no more. */
  public void leave() {
    present.decrementAndGet();
  }

  /** So many bytes were taken. */
  public void took(long count) {
    bytes.add(count);
  }

  /** A request was answered. */
  public void answered(int status) {
    answers.incrementAndGet(Statuses.place(status));
  }

  Subject subject() {
    return subject;
  }

  int present() {
    return present.get();
  }

  long takePlays() {
    return plays.sumThenReset();
  }

  long takeBytes() {
    return bytes.sumThenReset();
  }

  /** Answers at a place of {@link Statuses}. */
  long takeAnswers(int place) {
    return answers.get(place) == 0 ? 0 : answers.getAndSet(place, 0);
  }

  /** Something was taken from it within this minute. */
  void heardOf() {
    heardOf = true;
  }

  /** A minute is over: for how many nothing has been counted, this one included. */
  int quietMinutes() {
    quietMinutes = heardOf || present() > 0 ? 0 : quietMinutes + 1;
    heardOf = false;
    return quietMinutes;
  }
}
