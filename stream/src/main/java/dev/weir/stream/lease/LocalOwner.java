package dev.weir.stream.lease;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.StreamRegistry;

/**
 * What this node answers when another one asks after a stream ({@link OwnerProbe}). Thread-safe.
 */
public final class LocalOwner {

  private final StreamRegistry streams;
  private final StreamLeases leases;

  /** Answers for {@code streams}. */
  public LocalOwner(StreamRegistry streams, StreamLeases leases) {
    this.streams = streams;
    this.leases = leases;
  }

  /** Never DEAD or SILENT. */
  public OwnerState state(StreamAddress stream) {
    // Claims first: one that ends meanwhile has become a publisher by then.
    if (leases.claiming(stream) || streams.hasPublisher(stream)) {
      return OwnerState.LIVE;
    }
    return streams.find(stream).isPresent() ? OwnerState.INTERRUPTED : OwnerState.UNKNOWN_STREAM;
  }
}
