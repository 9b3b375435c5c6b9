package dev.weir.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.origin.StreamOutline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;

/** What other nodes say about their streams, asked at most once in a while each. Thread-safe. */
final class Outlines {

  /** How long an answer stands. */
  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Most streams that are remembered. */
  static final int MAX_STREAMS = 10_000;

  private final EdgeRooms rooms;
  private final Cache<StreamAddress, Future<Optional<StreamOutline>>> answers;

  Outlines(EdgeRooms rooms) {
    this.rooms = rooms;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MAX_STREAMS)
            .expireAfterWrite(MEMORY)
            .ticker(rooms.time()::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** Never fails; completes on the caller's context. */
  Future<Optional<StreamOutline>> find(StreamAddress address) {
    Context context = rooms.vertx().getOrCreateContext();
    Promise<Optional<StreamOutline>> here = Promise.promise();
    answers
        .get(address, this::ask)
        .onSuccess(outline -> context.runOnContext(_ -> here.complete(outline)));
    return here.future();
  }

  private Future<Optional<StreamOutline>> ask(StreamAddress address) {
    return rooms
        .owners()
        .owner(address)
        .compose(lease ->
            lease
                .filter(owner -> !owner.node().equals(rooms.self()))
                .map(rooms.client()::outline)
                .orElseGet(() -> Future.succeededFuture(Optional.empty())))
        .otherwise(Optional.empty());
  }
}
