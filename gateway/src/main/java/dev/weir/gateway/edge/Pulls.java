package dev.weir.gateway.edge;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** The copies of one kind, each made once, for whoever asks for it. Thread-safe. */
final class Pulls<C extends Copy> {

  /** Most copies of one kind at once. */
  static final int MAX_COPIES = 10_000;

  private final PullDesk desk;
  private final Absences absences;
  private final BiFunction<StreamAddress, Context, C> maker;

  private final Map<StreamAddress, Pull<C>> pulls = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Pulls(EdgeRooms rooms, Absences absences, BiFunction<StreamAddress, Context, C> maker) {
    this.desk = new PullDesk(rooms, new PullCounts(), new OperatorLog(Pulls.class, rooms.time()));
    this.absences = absences;
    this.maker = maker;
  }

  void show(Metrics metrics, String kind) {
    metrics.gauge(EdgeMetric.PULLS, pulls::size, kind);
    desk.counts().show(metrics, kind);
  }

  /** The copy of a stream, made if need be; completes on the caller's context. */
  Future<C> copy(StreamAddress address) {
    Pull<C> pull = pulls.get(address);
    if (pull == null) {
      Optional<FaultCode> absent = absences.find(address);
      if (absent.isPresent()) {
        return refused(absent.get(), address);
      }
      if (closed || pulls.size() >= MAX_COPIES) {
        return refused(closed ? FaultCode.SHUTTING_DOWN : FaultCode.CONNECTIONS_EXCEEDED, address);
      }
      pull = pulls.computeIfAbsent(address, this::begun);
    }
    pull.asked();
    Future<C> ready = pull.ready();
    return ready.isComplete() ? ready : here(ready);
  }

  /** There may be an owner, or another one. */
  void moved(StreamAddress address) {
    Pull<C> pull = pulls.get(address);
    if (pull != null) {
      pull.moved();
    }
  }

  void close() {
    closed = true;
    pulls.values().forEach(Pull::stop);
  }

  private Pull<C> begun(StreamAddress address) {
    Context context = ((VertxInternal) desk.rooms().vertx()).createEventLoopContext();
    Pull<C> pull =
        new Pull<>(
            address,
            maker.apply(address, context),
            desk,
            context,
            (reason, absent) -> {
              pulls.remove(address);
              if (absent) {
                absences.remember(address, reason);
              }
            });
    pull.begin();
    return pull;
  }

  private static <T> Future<T> refused(FaultCode code, StreamAddress address) {
    return Future.failedFuture(new WeirFault(code, "stream=" + address));
  }

  /** What completes anywhere, on the context of whoever asks. */
  private <T> Future<T> here(Future<T> anywhere) {
    Context context = desk.rooms().vertx().getOrCreateContext();
    Promise<T> promise = Promise.promise();
    anywhere.onComplete(
        value -> context.runOnContext(_ -> promise.complete(value)),
        failure -> context.runOnContext(_ -> promise.fail(failure)));
    return promise.future();
  }
}
