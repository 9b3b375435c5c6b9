package dev.weir.gateway.hls;

import dev.weir.contract.identity.StreamName;
import dev.weir.stream.timeline.TimelineView;

/**
 * What a multivariant playlist lists: a stream, or one of its renditions.
 *
 * @param name under which its media playlists are
 * @param soundOrigin the same for qualities whose sound is the same; where it is the source's own,
 *     empty
 * @param view as it is now
 */
record Quality(StreamName name, String soundOrigin, TimelineView view) {}
