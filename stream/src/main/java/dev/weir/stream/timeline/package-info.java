/**
 * The timeline of a stream: its parts and segments, cut once, held for the live window, shared by
 * everybody who watches or keeps them.
 *
 * <p>Owns the immutable {@link dev.weir.stream.timeline.TimelineView} that readers see, the bytes
 * of segments, made at their first request and freed when the segment leaves, and waiting for what
 * is to come. Does not own where a stream is cut ({@code media.hls}), nor URLs and answers ({@code
 * gateway.hls}). A timeline grows on its stream's loop; its view and its bytes are for any thread.
 */
@NullMarked
package dev.weir.stream.timeline;

import org.jspecify.annotations.NullMarked;
