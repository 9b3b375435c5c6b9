package dev.weir.testkit.hls;

/**
 * A part as a playlist lists it.
 *
 * @param uri of its bytes
 * @param durationMs milliseconds
 * @param independent whether it contains an independent frame
 * @param gap whether there is nothing to fetch
 */
public record ListedPart(String uri, long durationMs, boolean independent, boolean gap) {}
