package dev.weir.stream.fanout;

/**
 * What holds for the viewers of every stream of a node.
 *
 * @param bounds how far a viewer may fall behind
 * @param rule when tags go out
 * @param slowViewers what became of those who fell behind
 * @param loads how busy each event loop is
 */
public record FanoutTerms(
    ViewerBounds bounds, FlushRule rule, SlowViewers slowViewers, LoopLoads loads) {}
