package dev.weir.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.lease.StreamLease;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What other nodes answer about their streams, asked at most once in a while each. Thread-safe.
 *
 * @param <T> what they answer with
 */
public final class OwnersAnswers<T> {

  private final EdgeRooms rooms;
  private final Function<StreamLease, Future<Optional<T>>> question;
  private final Cache<StreamAddress, Future<Optional<T>>> answers;

  /**
   * Remembers nothing yet.
   *
   * @param question to a stream's owner
   * @param memory how long an answer stands
   * @param maxStreams most streams that are remembered
   */
  public OwnersAnswers(
      EdgeRooms rooms,
      Function<StreamLease, Future<Optional<T>>> question,
      Duration memory,
      int maxStreams) {
    this.rooms = rooms;
    this.question = question;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(maxStreams)
            .expireAfterWrite(memory)
            .ticker(rooms.time()::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** Empty when no other node owns the stream. Never fails; completes on the caller's context. */
  public Future<Optional<T>> find(StreamAddress stream) {
    Context context = rooms.vertx().getOrCreateContext();
    Promise<Optional<T>> found = Promise.promise();
    answers
        .get(stream, this::ask)
        .onSuccess(answer -> context.runOnContext(_ -> found.complete(answer)));
    return found.future();
  }

  private Future<Optional<T>> ask(StreamAddress stream) {
    return rooms
        .owners()
        .owner(stream)
        .compose(lease ->
            lease
                .filter(owner -> !owner.node().equals(rooms.self()))
                .map(question)
                .orElseGet(() -> Future.succeededFuture(Optional.empty())))
        .otherwise(Optional.empty());
  }
}
