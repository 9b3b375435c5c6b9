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
   * dev.weir.contract.fault.WeirFault} of PUBLISH_NAME_TAKEN when another node has it, and of
   * TENANT_STREAMS_EXCEEDED when the tenant has as many streams on all nodes as it may. A stream
   * that is there already, also without an encoder, counts as no other one.
   *
   * @param takeover whether the publisher replaces one who is live
   * @param maxTenantStreams most streams of the tenant
   */
  Future<StreamClaim> claim(StreamAddress stream, boolean takeover, long maxTenantStreams);

  /**
   * Whether a publisher is being let in at this moment: it will be live, or the claim is undone.
   */
  boolean claiming(StreamAddress stream);

  /** Calls {@code listener} when another node has taken a stream of this one; must not block. */
  void onLost(Consumer<StreamAddress> listener);
}
