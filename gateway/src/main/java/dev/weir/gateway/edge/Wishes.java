package dev.weir.gateway.edge;

import dev.weir.contract.identity.StreamAddress;
import io.vertx.core.Future;
import java.util.function.Predicate;

/**
 * Told which streams viewers ask for, in case that one is made because somebody asks. Thread-safe.
 */
@FunctionalInterface
public interface Wishes {

  /**
   * Somebody asks for a stream; to be told each time, and costs next to nothing.
   *
   * @return whether it is made, or soon will be, because of that. Never fails; completes anywhere.
   */
  Future<Boolean> tell(StreamAddress stream);

  /** Tells {@code maker} alone, who makes renditions in this process. */
  static Wishes of(Predicate<StreamAddress> maker) {
    Future<Boolean> coming = Future.succeededFuture(true);
    Future<Boolean> unknown = Future.succeededFuture(false);
    return stream -> maker.test(stream) ? coming : unknown;
  }
}
