package dev.weir.stream.lease;

import dev.weir.contract.identity.StreamAddress;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;

/** Which node has a stream. Thread-safe; futures complete on the caller's Vert.x context. */
public interface StreamOwners {

  /**
   * The lease on a stream's name; empty when no node has it. Fails with a {@link
   * dev.weir.contract.fault.WeirFault} of LIVE_STATE_UNAVAILABLE when nobody can say.
   */
  Future<Optional<StreamLease>> owner(StreamAddress stream);

  /**
   * Calls {@code listener} when a stream has an owner, or another one than before. A hint, which
   * may get lost while Redis is away, and no more: look up who it is. The listener must not block.
   */
  void onMoved(Consumer<StreamAddress> listener);
}
