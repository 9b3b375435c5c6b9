package dev.weir.portal.callback.delivery;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.secrets.SealedBox;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on lanes: tells what is first in one, writes down what came of it, and goes on while the
 * endpoint takes what it is told. Failures of our own are logged and not thrown: a lane that was
 * not settled is due again when {@link Lanes#HOLD} is over. For virtual threads.
 */
public final class CallbackPost {

  /** Events of one lane that are told in a row, before it is others' turn. */
  static final int IN_A_ROW = 50;

  private static final Logger LOG = LoggerFactory.getLogger(CallbackPost.class);

  private final Lanes lanes;
  private final Settlement settlement;
  private final OutboxSweep sweep;
  private final CallbackCourier courier;
  private final TimeSource time;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder taken = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dead = new LongAdder();

  /** Takes from this database; {@code box} opens secrets. */
  public CallbackPost(Database database, SealedBox box, CallbackCourier courier, TimeSource time) {
    this.lanes = new Lanes(database, box);
    this.settlement =
        new Settlement(database, lanes, () -> ThreadLocalRandom.current().nextDouble());
    this.sweep = new OutboxSweep(database);
    this.courier = courier;
    this.time = time;
  }

  /** Shows what it does. */
  public void show(Metrics metrics) {
    metrics.counter(CallbackMetric.TAKEN, taken);
    metrics.counter(CallbackMetric.FAILED, failed);
    metrics.counter(CallbackMetric.DEAD, dead);
    metrics.gauge(CallbackMetric.IN_FLIGHT, inFlight::get);
  }

  /** Lanes that are due, in hand from now on: as many as there is room for. */
  List<Lane> claim(int mostInFlight) {
    int room = mostInFlight - inFlight.get();
    try {
      List<Lane> claimed = room > 0 ? lanes.claim(time.now(), room) : List.of();
      inFlight.addAndGet(claimed.size());
      return claimed;
    } catch (Exception away) {
      // Of any kind: waiting throws the cause as it is, declared or not.
      LOG.debug("event=callback.not-claimed", away);
      return List.of();
    }
  }

  /** Works on a lane that was claimed. */
  void work(Lane lane) {
    try {
      boolean goOn = true;
      for (int i = 0; goOn && i < IN_A_ROW; i++) {
        goOn = tell(lane);
      }
      if (goOn) {
        lanes.release(lane, time.now());
      }
    } catch (Exception broken) {
      // Of any kind, as above, and this lane's alone.
      LOG.warn(
          "event=callback.not-settled tenant={} callback={} cause=\"{}\"",
          lane.tenant(),
          lane.callback(),
          broken.toString());
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /** Gives up what is late, and forgets what is old. */
  void sweep() {
    try {
      dead.add(sweep.sweep(time.now()));
    } catch (Exception away) {
      // Of any kind, as above.
      LOG.debug("event=callback.not-swept", away);
    }
  }

  /** Tells what is first; whether to go on. */
  private boolean tell(Lane lane) {
    Optional<Waiting> first = lanes.first(lane, time.now());
    if (first.isEmpty()) {
      lanes.release(lane, time.now());
      return false;
    }
    Waiting waiting = first.get();
    Optional<Attempt> attempt = courier.carry(waiting.endpoint(), waiting.event()).await();
    if (attempt.isEmpty()) {
      return settlement.passOver(waiting, time.now());
    }
    Settlement.Settled settled = settlement.settle(waiting, attempt.get(), time.now());
    count(settled.fate());
    return settled.goOn();
  }

  private void count(Settlement.Fate fate) {
    if (fate == Settlement.Fate.TAKEN) {
      taken.increment();
    } else {
      failed.increment();
    }
    if (fate == Settlement.Fate.DEAD) {
      dead.increment();
    }
  }
}
