package dev.weir.stream.lease;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;

/**
 * The node that claims, as others find it.
 *
 * @param node its id
 * @param boot this start of it
 * @param host where it serves other nodes
 * @param port where it serves other nodes
 */
public record LeaseHolder(NodeId node, BootId boot, String host, int port) {

  StreamLease lease(StreamAddress stream, long fence) {
    return new StreamLease(stream, node, boot, host, port, fence);
  }
}
