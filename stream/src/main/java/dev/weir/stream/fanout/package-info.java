/**
 * From one stream to its viewers: tags are gathered for a moment, encoded once, and written to
 * everyone.
 *
 * <p>Owns the flush window, the shared wire forms of a batch, the shard of a stream on each event
 * loop, and the rule for viewers that do not keep up. Does not own the stream's state ({@code
 * stream.hub}) or any protocol: a {@link dev.weir.stream.fanout.Viewer} is whatever can take bytes.
 *
 * <p>{@link dev.weir.stream.fanout.Fanout} and {@link dev.weir.stream.fanout.TagGathering} run on
 * the stream's own loop, a {@link dev.weir.stream.fanout.FanoutShard} and its viewers on the
 * viewers' loop; a batch hops once per shard.
 */
@NullMarked
package dev.weir.stream.fanout;

import org.jspecify.annotations.NullMarked;
