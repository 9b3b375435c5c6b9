package dev.weir.e2e.meter;

/**
 * What was counted apart.
 *
 * @param stream name of the stream; empty where a node could not tell streams apart
 * @param detail such as {@code FLV} or {@code PUSH_TIME}
 */
public record Counted(String stream, String detail) {}
