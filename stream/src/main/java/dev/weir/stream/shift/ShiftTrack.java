package dev.weir.stream.shift;

import dev.weir.media.hls.TrackKind;

/**
 * One track of a slice: what a playlist says of it, and how its file begins.
 *
 * @param kind which
 * @param codec RFC 6381 name
 * @param width pixels; 0 for sound
 * @param height pixels; 0 for sound
 * @param channels number of channels; 0 for pictures
 * @param initBytes how long the init segment is that its file begins with
 */
public record ShiftTrack(
    TrackKind kind, String codec, int width, int height, int channels, int initBytes) {}
