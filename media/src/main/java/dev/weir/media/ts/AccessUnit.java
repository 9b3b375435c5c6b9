package dev.weir.media.ts;

import dev.weir.media.bytes.ByteSlice;

/**
 * A picture or a frame of sound on its way into a transport stream. Times are ticks of 90 kHz since
 * the origin of the publisher's clock.
 *
 * @param presentationTicks when it is shown or heard
 * @param decodeTicks when it is decoded
 * @param key whether decoding can start here
 * @param payload the coded bytes as ISO BMFF samples carry them
 */
public record AccessUnit(
    long presentationTicks, long decodeTicks, boolean key, ByteSlice payload) {}
