package dev.weir.stream.origin;

import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LocalOwner;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.timeline.Timelines;

/**
 * What other nodes are served from.
 *
 * @param streams the streams that are published here
 * @param timelines their timelines
 * @param pictures the newest of each
 * @param owner what is said about each
 * @param tokens who may ask
 * @param faults what is refused
 */
public record OriginRooms(
    StreamRegistry streams,
    Timelines timelines,
    LatestPictures pictures,
    LocalOwner owner,
    NodeTokens tokens,
    FaultCounter faults) {}
