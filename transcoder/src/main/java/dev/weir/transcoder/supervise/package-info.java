/**
 * One job for each live stream that has a ladder: it starts the process, publishes what comes out
 * of it as renditions beside the source, and starts it again when it dies. Where the encoder sends
 * the renditions itself, its tracks are taken apart instead.
 *
 * <p>Owns when a process runs, how long is waited before the next one, how many pictures a node
 * encodes at once, and the renditions' lives. Does not own what templates come to ({@code
 * transcoder.ladder}), the process ({@code transcoder.process}) or how a stream is handed out
 * ({@code stream.hub}). A job lives on its stream's event loop, where its renditions live too.
 */
@NullMarked
package dev.weir.transcoder.supervise;

import org.jspecify.annotations.NullMarked;
