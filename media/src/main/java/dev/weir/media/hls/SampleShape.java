package dev.weir.media.hls;

/**
 * An access unit without its bytes. Times are ticks of the track's timescale.
 *
 * @param decodeTicks decode time since the origin of the publisher's clock
 * @param durationTicks time to the next sample of the track
 * @param compositionOffsetTicks presentation time minus decode time; may be negative
 * @param sync whether decoding can start here
 * @param lengthBytes of its coded bytes
 */
public record SampleShape(
    long decodeTicks,
    int durationTicks,
    int compositionOffsetTicks,
    boolean sync,
    int lengthBytes) {}
