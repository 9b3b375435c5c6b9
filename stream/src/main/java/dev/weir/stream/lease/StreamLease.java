package dev.weir.stream.lease;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;

/**
 * A node's hold on a stream's name, as it stood when it was looked up.
 *
 * @param stream the stream
 * @param node who ingests it, or waits for its encoder to come back
 * @param boot the start of that node that claimed it
 * @param host where the node serves other nodes
 * @param port where the node serves other nodes
 * @param fence number of the claim; of two leases on a stream the one with the higher fence holds
 */
public record StreamLease(
    StreamAddress stream, NodeId node, BootId boot, String host, int port, long fence) {}
