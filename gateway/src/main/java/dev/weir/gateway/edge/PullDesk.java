package dev.weir.gateway.edge;

import dev.weir.runtime.event.OperatorLog;

/**
 * What all pulls of one kind share.
 *
 * @param rooms the way to other nodes
 * @param counts what is counted
 * @param log where operators are told
 */
record PullDesk(EdgeRooms rooms, PullCounts counts, OperatorLog log) {}
