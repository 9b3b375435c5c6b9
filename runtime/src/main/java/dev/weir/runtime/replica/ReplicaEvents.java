package dev.weir.runtime.replica;

import dev.weir.runtime.event.OperatorEvent;

/**
 * What operators hear of a replica, in the words of the room that it belongs to.
 *
 * @param loaded entries are known for the first time since start
 * @param unreadable an entry came that cannot be read; the last one that could stays
 * @param redisWentBack Redis offers an older state than this node has seen
 * @param snapshotUnwritten the last good state could not be written to disk
 */
public record ReplicaEvents(
    OperatorEvent loaded,
    OperatorEvent unreadable,
    OperatorEvent redisWentBack,
    OperatorEvent snapshotUnwritten) {}
