package dev.weir.transcoder.snapshot;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.picture.LatestPictures;

/**
 * What the snapshots of all streams share.
 *
 * @param policies of which streams some are taken
 * @param darkroom makes them
 * @param album keeps them
 * @param pictures where the newest are shown
 * @param tally what is counted
 * @param time the clock
 * @param log for operators
 */
record SnapshotRooms(
    PolicyDirectory policies,
    Darkroom darkroom,
    Album album,
    LatestPictures pictures,
    SnapshotTally tally,
    TimeSource time,
    OperatorLog log) {}
