package dev.weir.gateway.edge;

import dev.weir.contract.identity.NodeId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.lease.StreamOwners;
import dev.weir.stream.origin.OriginClient;
import io.vertx.core.Vertx;

/**
 * What a gateway reaches other nodes with.
 *
 * @param vertx the event loops
 * @param self this node, which is never asked
 * @param owners who owns which stream
 * @param client asks them
 * @param time the clock
 */
public record EdgeRooms(
    Vertx vertx, NodeId self, StreamOwners owners, OriginClient client, TimeSource time) {}
