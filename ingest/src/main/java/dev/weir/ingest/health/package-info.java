/**
 * How the streams that come in are doing, told to the control plane.
 *
 * <p>Owns when reports go out and what is in them. Does not own what is measured ({@code
 * stream.hub}) or how reports travel ({@code runtime.live}). Reports on one event loop; told of
 * streams on theirs.
 */
@NullMarked
package dev.weir.ingest.health;

import org.jspecify.annotations.NullMarked;
