package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Gets the journal of one boot to the control plane, in order, and drops what that has kept. One
 * thread; blocks on the disk alone.
 */
final class Shipping {

  /** Batches that are sent at once. */
  static final int AT_ONCE = 20;

  /** Batches that may be sent without an acknowledgement. */
  static final int WINDOW = 400;

  /** After so long without an acknowledgement what was sent is sent again. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MeterBoot boot;
  private final MeterJournal journal;
  private final MeterOutlet outlet;
  private final Executor thread;
  private final TimeSource time;
  private final OperatorLog log;

  private long sent;
  private long kept;
  private boolean greeted;
  private boolean sending;
  private boolean done;
  private long progressNanos;

  /** Sends by {@code outlet}, and hears of it on {@code thread}. */
  Shipping(
      MeterBoot boot,
      MeterJournal journal,
      MeterOutlet outlet,
      Executor thread,
      TimeSource time,
      OperatorLog log) {
    this.boot = boot;
    this.journal = journal;
    this.outlet = outlet;
    this.thread = thread;
    this.time = time;
    this.log = log;
    this.progressNanos = time.nanos();
  }

  /** Whether the boot has ended and everything of it is kept. */
  boolean done() {
    return done;
  }

  /** Batches that are not kept yet. */
  long waiting() {
    return journal.nextSequence() - 1 - kept;
  }

  MeterBoot boot() {
    return boot;
  }

  MeterJournal journal() {
    return journal;
  }

  /** Goes on, if there is anything to do. */
  void step() {
    boolean nothing = waiting() == 0 && !journal.ended();
    if (sending || done || nothing) {
      return;
    }
    sendAgainAfterPatience();
    try {
      send();
    } catch (IOException damaged) {
      log.tell(MeteringEvent.JOURNAL_DAMAGED, boot.toString(), "cause", damaged);
    }
  }

  private void sendAgainAfterPatience() {
    if (waiting() == 0) {
      progressNanos = time.nanos();
    } else if (sent > kept && time.nanos() - progressNanos > PATIENCE.toNanos()) {
      log.tell(MeteringEvent.SENT_AGAIN, boot.toString(), "from", kept + 1, "to", sent);
      sent = kept;
      progressNanos = time.nanos();
    }
  }

  private void send() throws IOException {
    // What an earlier process has sent may be kept already: the first question comes without any.
    long most = greeted ? Math.min(AT_ONCE, WINDOW - (sent - kept)) : 0;
    List<MeterBatch> batches = journal.after(sent, Math.toIntExact(most));
    sending = true;
    outlet.send(boot, batches).onComplete(answer -> thread.execute(() -> heard(batches, answer)));
  }

  private void heard(List<MeterBatch> batches, io.vertx.core.AsyncResult<Long> answer) {
    sending = false;
    if (answer.failed()) {
      log.tell(MeteringEvent.NOT_SENT, boot.toString(), "cause", answer.cause());
      return;
    }
    boolean first = !greeted;
    greeted = true;
    if (!batches.isEmpty()) {
      sent = batches.getLast().sequence();
    }
    if (answer.result() > kept) {
      kept = Math.min(answer.result(), journal.nextSequence() - 1);
      sent = Math.max(sent, kept);
      progressNanos = time.nanos();
    }
    drop();
    if (first || batches.size() == AT_ONCE) {
      step();
    }
  }

  private void drop() {
    try {
      journal.drop(kept);
    } catch (IOException failed) {
      log.tell(MeteringEvent.JOURNAL_FAILED, boot.toString(), "cause", failed);
    }
    if (journal.ended() && waiting() == 0) {
      done = true;
      // Should this get lost, a name remains in Redis, and nothing else.
      Future<Void> _ = outlet.forget(boot);
    }
  }
}
