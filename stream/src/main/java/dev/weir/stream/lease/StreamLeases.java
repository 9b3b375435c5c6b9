package dev.weir.stream.lease;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.StreamObserver;
import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * This node's leases. It follows the node's streams: a lease lives from the first claim until the
 * stream is over and no claim is open. Thread-safe.
 */
public interface StreamLeases extends StreamOwners, StreamObserver {

  /**
   * Asks for a name on behalf of a publisher. Completes once the node may publish it, which it also
   * may while Redis is away; the lease is claimed later then. Fails with a {@link
   * dev.weir.contract.fault.WeirFault} of PUBLISH_NAME_TAKEN when another node has it.
   *
   * @param takeover whether the publisher replaces one who is live
   */
  Future<StreamClaim> claim(StreamAddress stream, boolean takeover);

  /**
   * Whether a publisher is being let in at this moment: it will be live, or the claim is undone.
   */
  boolean claiming(StreamAddress stream);

  /** Calls {@code listener} when another node has taken a stream of this one; must not block. */
  void onLost(Consumer<StreamAddress> listener);
}
