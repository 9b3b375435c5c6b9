package dev.weir.recorder.save;

import dev.weir.contract.fault.WeirFault;
import dev.weir.recorder.RecorderEvent;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.storage.ObjectStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Lets go of what takes have begun in the operator's store that nobody will complete: a node whose
 * disk is lost takes with it what it knew. Each node does it for all. Thread-safe.
 */
public final class DraftSweep {

  /** Time from one round to the next. */
  static final Duration EVERY = Duration.ofDays(1);

  /** The latest moment of the first round, which differs from node to node. */
  static final Duration FIRST = Duration.ofHours(1);

  /** What is younger may still be completed: no take lasts so long. */
  static final Duration AGE = Duration.ofDays(3);

  private final ObjectStore store;
  private final TimeSource time;
  private final OperatorLog log;
  private final CountDownLatch over = new CountDownLatch(1);

  private DraftSweep(ObjectStore store, TimeSource time) {
    this.store = store;
    this.time = time;
    this.log = new OperatorLog(DraftSweep.class, time);
  }

  /** Begins, on a thread of its own. */
  public static DraftSweep start(ObjectStore store, TimeSource time) {
    DraftSweep sweep = new DraftSweep(store, time);
    Thread.ofVirtual().name("draft-sweep").start(sweep::rounds);
    return sweep;
  }

  /** Does no other round. */
  public void stop() {
    over.countDown();
  }

  private void rounds() {
    try {
      long waitMs = ThreadLocalRandom.current().nextLong(FIRST.toMillis());
      while (!over.await(waitMs, TimeUnit.MILLISECONDS)) {
        round();
        waitMs = EVERY.toMillis();
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      store.drafts().ifPresent(drafts -> drafts.abandonOlderThan(time.now().minus(AGE)));
    } catch (WeirFault refused) {
      log.tell(RecorderEvent.NOT_SWEPT, "drafts", "cause", refused);
    }
  }
}
