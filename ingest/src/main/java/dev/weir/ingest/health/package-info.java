/**
 * How the streams that come in are doing, told to the control plane: what is live, the figures of
 * each second, and what is wrong with them.
 *
 * <p>Owns when reports go out and what is in them, what is counted each second, and the bounds
 * behind which something is wrong. Does not own rates over several seconds ({@code stream.hub}),
 * how reports travel ({@code runtime.live}, {@code runtime.lifecycle}) or the words for what is
 * wrong ({@code portal.health}). Reports on one event loop; watches each stream on its own.
 */
@NullMarked
package dev.weir.ingest.health;

import org.jspecify.annotations.NullMarked;
