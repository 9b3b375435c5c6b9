package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.stream.lease.StreamLease;
import dev.weir.stream.origin.AnswerFailure;
import dev.weir.stream.origin.AnswerSink;
import dev.weir.stream.origin.LongAnswer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one copy fed: finds the owner, takes its answer, and looks for it again when the answer
 * breaks off, while the copy's viewers wait. Runs on the copy's context, {@link #asked}, {@link
 * #ready} and {@link #moved} apart.
 */
final class Pull<C extends Copy> implements AnswerSink {

  /** How long a copy outlives its owner, unless the owner said that the stream is over. */
  static final Duration ORPHAN_WINDOW = Duration.ofSeconds(30);

  /** How long a copy stays that nobody watches. */
  static final Duration IDLE = Duration.ofSeconds(10);

  /** First pause between two tries to reach the owner; each is twice as long as the one before. */
  static final long FIRST_PAUSE_MS = 100;

  /** Longest pause. */
  static final long LONGEST_PAUSE_MS = 1_000;

  private static final long TICK_MS = 1_000;
  private static final long NEVER = -1;

  private final StreamAddress address;
  private final C copy;
  private final EdgeRooms rooms;
  private final PullCounts counts;
  private final Context context;
  private final OperatorLog log;
  private final PullEnd end;

  private final Promise<C> ready = Promise.promise();
  private volatile long askedNanos;
  private @Nullable StreamLease owner;
  private @Nullable LongAnswer answer;
  private long ticking = NEVER;
  private long pausing = NEVER;
  private long pauseMs = FIRST_PAUSE_MS;
  private long awaySinceNanos;
  private boolean away;
  private boolean over;

  /** Is told when a pull is over, on its context. */
  interface PullEnd {

    /**
     * The copy is there no more.
     *
     * @param absent whether there is nothing to copy, either
     */
    void over(FaultCode reason, boolean absent);
  }

  Pull(StreamAddress address, C copy, PullDesk desk, Context context, PullEnd end) {
    this.address = address;
    this.copy = copy;
    this.rooms = desk.rooms();
    this.counts = desk.counts();
    this.log = desk.log();
    this.context = context;
    this.end = end;
    this.askedNanos = rooms.time().nanos();
  }

  /** Somebody wants the copy. Any thread. */
  void asked() {
    askedNanos = rooms.time().nanos();
  }

  /** The copy, once it can be watched. Any thread; completes on the copy's. */
  Future<C> ready() {
    return ready.future();
  }

  /** Any thread. */
  void begin() {
    context.runOnContext(_ -> {
      ticking = rooms.vertx().setPeriodic(TICK_MS, _ -> tick());
      look();
    });
  }

  /** There is news about the owner. Any thread. */
  void moved() {
    context.runOnContext(_ -> {
      if (pausing != NEVER) {
        rooms.vertx().cancelTimer(pausing);
        look();
      }
    });
  }

  /** Any thread. */
  void stop() {
    context.runOnContext(_ -> giveUp(FaultCode.SHUTTING_DOWN));
  }

  private void look() {
    pausing = NEVER;
    if (over) {
      return;
    }
    counts.lookups.increment();
    rooms
        .owners()
        .owner(address)
        .onSuccess(this::located)
        .onFailure(failure -> missed(WeirFault.codeOf(failure)));
  }

  private void located(Optional<StreamLease> lease) {
    if (over) {
      return;
    }
    if (lease.isEmpty() || lease.get().node().equals(rooms.self())) {
      missed(FaultCode.STREAM_NOT_LIVE);
      return;
    }
    owner = lease.get();
    answer = copy.ask(owner, this);
  }

  private void missed(FaultCode code) {
    counts.misses.increment();
    lost(code);
  }

  @Override
  public void begun() {
    if (owner != null) {
      copy.begin(owner);
    }
    back();
  }

  @Override
  public void piece(ByteSlice bytes) {
    counts.bytes.add(bytes.length());
    try {
      copy.take(bytes);
      back();
    } catch (MediaException malformed) {
      letGo();
      lost(FaultCode.STREAM_UNREACHABLE);
    }
  }

  /** The copy is what its owner has. */
  private void back() {
    if (!copy.usable()) {
      return;
    }
    away = false;
    pauseMs = FIRST_PAUSE_MS;
    if (ready.tryComplete(copy)) {
      counts.begun.increment();
      log.tell(EdgeEvent.PULL_BEGUN, address.toString(), "owner", node());
    }
  }

  /** Over there it is over; unless another process has taken the stream meanwhile, here as well. */
  @Override
  public void finished() {
    answer = null;
    rooms
        .owners()
        .owner(address)
        .onSuccess(lease -> {
          if (lease.filter(this::isAnotherProcess).isPresent()) {
            lost(FaultCode.STREAM_UNREACHABLE);
          } else {
            giveUp(FaultCode.STREAM_ENDED);
          }
        })
        .onFailure(_ -> giveUp(FaultCode.STREAM_ENDED));
  }

  private boolean isAnotherProcess(StreamLease lease) {
    return owner == null || !lease.boot().equals(owner.boot());
  }

  @Override
  public void failed(AnswerFailure why) {
    answer = null;
    switch (why) {
      case ENDED_STREAM -> giveUp(FaultCode.STREAM_ENDED);
      case UNKNOWN_STREAM -> lost(FaultCode.STREAM_NOT_LIVE);
      case DEAD, BROKEN -> lost(FaultCode.STREAM_UNREACHABLE);
    }
  }

  /** No owner now: whoever was there before any viewer was let in is not worth waiting for. */
  private void lost(FaultCode code) {
    if (over) {
      return;
    }
    if (!ready.future().isComplete()) {
      if (code == FaultCode.STREAM_UNREACHABLE) {
        log.tell(EdgeEvent.PULL_BROKEN, address.toString(), "owner", node(), "reason", code);
      }
      giveUp(code);
      return;
    }
    long now = rooms.time().nanos();
    if (!away) {
      away = true;
      awaySinceNanos = now;
      copy.interrupt();
      log.tell(EdgeEvent.PULL_BROKEN, address.toString(), "owner", node(), "reason", code);
    }
    if (now - awaySinceNanos > ORPHAN_WINDOW.toNanos()) {
      giveUp(code);
      return;
    }
    counts.reconnects.increment();
    pausing = rooms.vertx().setTimer(pauseMs, _ -> look());
    pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
  }

  private void tick() {
    long now = rooms.time().nanos();
    if (copy.watched()) {
      askedNanos = now;
    } else if (now - askedNanos > copy.idle().toNanos()) {
      end(FaultCode.STREAM_NOT_LIVE, false);
    }
  }

  private void giveUp(FaultCode reason) {
    end(reason, true);
  }

  private void end(FaultCode reason, boolean absent) {
    if (over) {
      return;
    }
    over = true;
    letGo();
    rooms.vertx().cancelTimer(ticking);
    if (pausing != NEVER) {
      rooms.vertx().cancelTimer(pausing);
    }
    end.over(reason, absent);
    copy.finish(reason == FaultCode.STREAM_ENDED);
    if (!ready.tryFail(new WeirFault(reason, "stream=" + address))) {
      log.tell(EdgeEvent.PULL_ENDED, address.toString(), "owner", node(), "reason", reason);
    }
  }

  private void letGo() {
    if (answer != null) {
      answer.cut();
      answer = null;
    }
  }

  private String node() {
    return owner == null ? "" : owner.node().value();
  }
}
