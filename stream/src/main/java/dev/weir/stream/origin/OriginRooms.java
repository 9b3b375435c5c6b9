package dev.weir.stream.origin;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LocalOwner;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.timeline.Timelines;
import java.util.function.Predicate;

/**
 * What other nodes are served from.
 *
 * @param streams the streams that are published here
 * @param timelines their timelines
 * @param pictures the newest of each
 * @param shifts slices that the store may not have yet
 * @param owner what is said about each
 * @param wanted is told of streams that somebody there asks for, and says whether one is made
 *     because of that; called on event loops
 * @param tokens who may ask
 * @param faults what is refused
 */
public record OriginRooms(
    StreamRegistry streams,
    Timelines timelines,
    LatestPictures pictures,
    RecentShifts shifts,
    LocalOwner owner,
    Predicate<StreamAddress> wanted,
    NodeTokens tokens,
    FaultCounter faults) {}
