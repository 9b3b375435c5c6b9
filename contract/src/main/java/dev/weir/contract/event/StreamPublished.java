package dev.weir.contract.event;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import java.time.Instant;

/**
 * A publisher was let in.
 *
 * @param id the publish
 * @param address the stream
 * @param node the node that ingests it
 * @param boot that start of the node: when it is gone, so is the publisher
 * @param at when
 * @param software what the encoder calls itself; may be empty
 * @param peerAddress the encoder's network address
 */
public record StreamPublished(
    PublishId id,
    StreamAddress address,
    NodeId node,
    BootId boot,
    Instant at,
    String software,
    String peerAddress)
    implements StreamEvent {

  @Override
  public StreamPublished begin() {
    return this;
  }

  /** The same by an encoder that said later what it calls itself. */
  public StreamPublished by(String encoder) {
    return new StreamPublished(id, address, node, boot, at, encoder, peerAddress);
  }
}
