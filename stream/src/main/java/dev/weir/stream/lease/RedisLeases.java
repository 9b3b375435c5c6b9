package dev.weir.stream.lease;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.lease.LeaseBook.Held;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * This node's leases in Redis: claimed in one exchange, renewed all together every three seconds,
 * given back at the end of a stream. While Redis is away, streams go on and publishers are let in.
 */
public final class RedisLeases implements StreamLeases {

  /**
   * Most questions to Redis for one claim, each but the last with one to another node; so a
   * publisher waits for {@code 3 × redis.command-timeout + 2 × 500 ms} at most.
   */
  static final int MAX_ROUNDS = 3;

  private final Vertx vertx;
  private final ContextInternal home;
  private final RedisBus bus;
  private final LeaseHolder self;
  private final OwnerProbe probe;
  private final OperatorLog log;

  private final LeaseBook book = new LeaseBook();
  private final List<Consumer<StreamAddress>> onMoved = new CopyOnWriteArrayList<>();
  private final List<Consumer<StreamAddress>> onLost = new CopyOnWriteArrayList<>();
  private final LongAdder taken = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder owed = new LongAdder();
  private long renewalTimer;
  private boolean renewing;

  private RedisLeases(
      Vertx vertx, RedisBus bus, LeaseHolder self, OwnerProbe probe, TimeSource time) {
    this.vertx = vertx;
    this.home = ((VertxInternal) vertx).createEventLoopContext();
    this.bus = bus;
    this.self = self;
    this.probe = probe;
    this.log = new OperatorLog(RedisLeases.class, time);
  }

  /** Begins to renew; succeeds at once, whether Redis is there or not. */
  public static RedisLeases open(
      Vertx vertx, RedisBus bus, LeaseHolder self, OwnerProbe probe, TimeSource time) {
    RedisLeases leases = new RedisLeases(vertx, bus, self, probe, time);
    leases.start();
    return leases;
  }

  private void start() {
    home.runOnContext(begin -> {
      renewalTimer = vertx.setPeriodic(LeaseKeys.RENEWAL.toMillis(), tick -> renew());
      bus.subscribe(LeaseKeys.MOVED, message -> home.runOnContext(now -> heard(message)));
      // Messages may have been missed, and claims may be owed.
      bus.onSubscribed(() -> home.runOnContext(now -> renew()));
    });
  }

  /** Shows how many leases there are, and how many changed hands. */
  public void show(Metrics metrics) {
    metrics.gauge(LeaseMetric.HELD, book::count);
    metrics.counter(LeaseMetric.TAKEN, taken);
    metrics.counter(LeaseMetric.LOST, lost);
    metrics.counter(LeaseMetric.OWED, owed);
  }

  /** Gives back what is still held, and renews no more. */
  public Future<Void> close() {
    home.runOnContext(end -> vertx.cancelTimer(renewalTimer));
    List<Held> held = book.held();
    held.forEach(lease -> book.over(lease.stream(), unneeded -> {}));
    return held.isEmpty()
        ? Future.succeededFuture()
        : bus.send(held.stream().map(LeaseScripts::release).toList())
            .<Void>mapEmpty()
            .recover(away -> Future.succeededFuture());
  }

  @Override
  public Future<Optional<StreamLease>> owner(StreamAddress stream) {
    return bus.send(LeaseScripts.look(stream))
        .map(fields -> LeaseScripts.lease(stream, fields))
        .recover(away ->
            Future.failedFuture(
                new WeirFault(
                    FaultCode.LIVE_STATE_UNAVAILABLE,
                    "owner of stream=" + stream + ": " + away.getMessage())));
  }

  @Override
  public void onMoved(Consumer<StreamAddress> listener) {
    onMoved.add(listener);
  }

  @Override
  public void onLost(Consumer<StreamAddress> listener) {
    onLost.add(listener);
  }

  @Override
  public boolean claiming(StreamAddress stream) {
    return book.claiming(stream);
  }

  @Override
  public Future<StreamClaim> claim(StreamAddress stream, boolean takeover, long maxTenantStreams) {
    long most = book.lives(stream) ? LeaseScripts.UNLIMITED : maxTenantStreams;
    // Open before Redis is asked: whoever meets the lease from then on is told that it is in use.
    book.open(stream);
    return attempt(new Bid(stream, takeover, most), LeaseBook.NONE, 1)
        .recover(failed -> letIn(stream, failed))
        .onFailure(refused -> settle(stream))
        .map(granted -> () -> settle(stream));
  }

  private Future<Void> letIn(StreamAddress stream, Throwable failed) {
    if (failed instanceof WeirFault refused) {
      return Future.failedFuture(refused);
    }
    owed.increment();
    log.tell(LeaseEvent.OWED, stream.toString(), "cause", failed);
    return Future.succeededFuture();
  }

  private void settle(StreamAddress stream) {
    if (book.close(stream, this::release)) {
      lose(stream);
    }
  }

  /** What is asked for, whatever the round. */
  private record Bid(StreamAddress stream, boolean takeover, long maxTenantStreams) {

    /** For a stream that lives here: nobody is asked whether it may. */
    static Bid toKeep(StreamAddress stream) {
      return new Bid(stream, false, LeaseScripts.UNLIMITED);
    }
  }

  private Future<Void> attempt(Bid bid, long seenFence, int round) {
    StreamAddress stream = bid.stream();
    long known = book.fence(stream);
    return bus.send(
            LeaseScripts.claim(
                self, stream, book.kind(stream), seenFence, known, bid.maxTenantStreams()))
        .compose(fields -> {
          OptionalLong tooMany = LeaseScripts.tenantStreams(fields);
          if (tooMany.isPresent()) {
            return refuse(bid, tooMany.getAsLong());
          }
          StreamLease lease = LeaseScripts.lease(stream, fields).orElseThrow();
          if (lease.boot().equals(self.boot())) {
            book.granted(stream, lease.fence());
            return Future.succeededFuture();
          }
          if (round == MAX_ROUNDS) {
            return refuse(lease, "wanted by many");
          }
          return ask(lease).compose(state -> insist(bid, lease, state, round));
        });
  }

  private Future<OwnerState> ask(StreamLease lease) {
    if (lease.host().equals(self.host()) && lease.port() == self.port()) {
      // Nobody else can be reached where this node is: it would answer for itself.
      return Future.succeededFuture(OwnerState.SILENT);
    }
    return probe
        .ask(lease)
        .timeout(OwnerProbe.ANSWER_MS, TimeUnit.MILLISECONDS)
        .otherwise(OwnerState.SILENT);
  }

  private Future<Void> insist(Bid bid, StreamLease lease, OwnerState state, int round) {
    boolean free =
        switch (state) {
          case INTERRUPTED, UNKNOWN_STREAM, DEAD -> true;
          case LIVE -> bid.takeover();
          case SILENT -> false;
        };
    if (!free) {
      if (state == OwnerState.LIVE) {
        giveWay(lease.stream(), lease.fence());
      }
      return refuse(lease, state.name());
    }
    return attempt(bid, lease.fence(), round + 1)
        .onSuccess(granted -> tookFrom(lease, state))
        .recover(failed ->
            failed instanceof WeirFault ? Future.failedFuture(failed) : refuse(lease, "unclear"));
  }

  private void tookFrom(StreamLease before, OwnerState state) {
    taken.increment();
    log.tell(LeaseEvent.TAKEN, before.stream().toString(), "from", before.node(), "was", state);
  }

  private static Future<Void> refuse(StreamLease lease, String state) {
    return Future.failedFuture(
        new WeirFault(
            FaultCode.PUBLISH_NAME_TAKEN,
            "stream=" + lease.stream() + " node=" + lease.node() + " owner=" + state));
  }

  private static Future<Void> refuse(Bid bid, long live) {
    return Future.failedFuture(
        new WeirFault(
            FaultCode.TENANT_STREAMS_EXCEEDED,
            "stream=%s live=%d limit=%d on all nodes"
                .formatted(bid.stream(), live, bid.maxTenantStreams())));
  }

  private void release(Held lease) {
    // Unheard, it runs out.
    Future<Response> _ = bus.send(LeaseScripts.release(lease));
  }

  private void renew() {
    List<Held> held = book.held();
    if (renewing || held.isEmpty()) {
      return;
    }
    renewing = true;
    bus.send(LeaseScripts.renew(self.boot(), held))
        .onComplete(answers -> {
          renewing = false;
          if (answers.succeeded()) {
            List<Long> fences =
                answers.result().stream().flatMap(Response::stream).map(Response::toLong).toList();
            for (int i = 0; i < fences.size(); i++) {
              renewed(held.get(i), fences.get(i));
            }
          } else {
            log.tell(
                LeaseEvent.NOT_RENEWED,
                self.node().value(),
                "leases",
                held.size(),
                "cause",
                answers.cause());
          }
        });
  }

  /** What Redis said about one lease: this boot's (-1), nobody's (0), or another's fence. */
  private void renewed(Held held, long othersFence) {
    boolean mine = othersFence < 0;
    if (mine && held.fence() != LeaseBook.NONE) {
      return;
    }
    if (othersFence > held.fence() && held.fence() != LeaseBook.NONE) {
      giveWay(held.stream(), othersFence);
      return;
    }
    // It lives here without a lease. Whoever has that and is live, stays, and this node gives way.
    Future<Void> _ = attempt(Bid.toKeep(held.stream()), LeaseBook.NONE, 1);
  }

  private void heard(String message) {
    String[] parts = message.split(" ", -1);
    try {
      StreamAddress stream = LeaseKeys.address(parts[2]);
      if (!parts[1].equals(self.boot().value())) {
        giveWay(stream, Long.parseLong(parts[0]));
      }
      onMoved.forEach(listener -> listener.accept(stream));
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      log.tell(LeaseEvent.UNREADABLE, LeaseKeys.MOVED, "message", message);
    }
  }

  private void giveWay(StreamAddress stream, long othersFence) {
    if (book.taken(stream, othersFence)) {
      lose(stream);
    }
  }

  private void lose(StreamAddress stream) {
    lost.increment();
    log.tell(LeaseEvent.LOST, stream.toString());
    onLost.forEach(listener -> listener.accept(stream));
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    book.begun(stream.address(), stream.kind());
    if (stream.kind() == StreamKind.RENDITION) {
      // Nobody asked for it before, as is done for a publisher.
      Future<Void> _ = attempt(Bid.toKeep(stream.address()), LeaseBook.NONE, 1);
    }
    return new LeaseEnd(() -> book.over(stream.address(), this::release));
  }
}
