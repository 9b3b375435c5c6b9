package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSlice;

/**
 * One access unit as a movie fragment carries it. Times are ticks of the track's timescale.
 *
 * @param decodeTicks decode time since the origin of the publisher's clock
 * @param durationTicks time to the next sample of the track
 * @param compositionOffsetTicks presentation time minus decode time; may be negative
 * @param sync whether decoding can start here
 * @param payload the coded bytes, shared with the tag that brought them
 */
public record Sample(
    long decodeTicks,
    int durationTicks,
    int compositionOffsetTicks,
    boolean sync,
    ByteSlice payload) {}
