package dev.weir.testkit.hls;

/**
 * One answer to a request for a media playlist.
 *
 * @param atMs when it was received, on any clock that only advances
 * @param text the playlist, whole or a delta update
 */
public record Observation(long atMs, String text) {}
