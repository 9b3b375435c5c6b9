package dev.weir.contract.health;

/**
 * What came of a stream within one second of the node's clock.
 *
 * @param epochSecond which one, since 1970
 * @param pictures coded pictures of the leading video track
 * @param videoBits bits of all video tracks
 * @param audioBits bits of all audio tracks
 * @param gapMs longest media time from one frame of a track to its next, milliseconds
 * @param latenessMs how far media is behind its own times, milliseconds: what the encoder or its
 *     line could not deliver in time
 * @param driftMs how far the sound is ahead of the pictures that arrive with it, milliseconds; 0
 *     when one of them is absent
 */
public record HealthSecond(
    long epochSecond,
    int pictures,
    long videoBits,
    long audioBits,
    int gapMs,
    int latenessMs,
    int driftMs) {}
