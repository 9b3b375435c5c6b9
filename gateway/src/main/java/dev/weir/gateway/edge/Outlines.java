package dev.weir.gateway.edge;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.origin.StreamOutline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What other nodes say about their streams, asked at most once in a while each. Thread-safe. */
final class Outlines {

  /** How long an answer stands. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most streams that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final EdgeRooms rooms;
  private final Map<StreamAddress, Asked> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamAddress, Asked> eldest) {
          return size() > MAX_STREAMS;
        }
      };

  private record Asked(Future<Optional<StreamOutline>> answer, long sinceNanos) {}

  Outlines(EdgeRooms rooms) {
    this.rooms = rooms;
  }

  /** Never fails; completes on the caller's context. */
  Future<Optional<StreamOutline>> find(StreamAddress address) {
    Context context = rooms.vertx().getOrCreateContext();
    Promise<Optional<StreamOutline>> here = Promise.promise();
    asked(address).onSuccess(outline -> context.runOnContext(_ -> here.complete(outline)));
    return here.future();
  }

  private synchronized Future<Optional<StreamOutline>> asked(StreamAddress address) {
    Asked before = known.get(address);
    long now = rooms.time().nanos();
    if (before != null && now - before.sinceNanos < MEMORY.toNanos()) {
      return before.answer;
    }
    Future<Optional<StreamOutline>> answer = ask(address).otherwise(Optional.empty());
    known.remove(address);
    known.put(address, new Asked(answer, now));
    return answer;
  }

  private Future<Optional<StreamOutline>> ask(StreamAddress address) {
    return rooms
        .owners()
        .owner(address)
        .compose(lease ->
            lease
                .filter(owner -> !owner.node().equals(rooms.self()))
                .map(rooms.client()::outline)
                .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }
}
