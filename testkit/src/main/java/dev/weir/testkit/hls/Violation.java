package dev.weir.testkit.hls;

/**
 * A rule that was broken.
 *
 * @param rule which
 * @param version index of the playlist version in the trace, from 0
 * @param detail what was found
 */
public record Violation(HlsRule rule, int version, String detail) {}
