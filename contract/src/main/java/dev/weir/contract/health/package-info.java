/**
 * How well an encoder's stream arrives, as its node tells it to the control plane: figures of each
 * second, and what is wrong with it.
 *
 * <p>Owns the shape of the figures and the list of everything that can be found wrong. Does not own
 * how it is found ({@code ingest.health}), how it travels ({@code runtime.live}, {@code
 * runtime.lifecycle}) or the words for it ({@code portal.health}). Pure.
 */
@NullMarked
package dev.weir.contract.health;

import org.jspecify.annotations.NullMarked;
