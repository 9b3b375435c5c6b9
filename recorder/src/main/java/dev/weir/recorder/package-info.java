/**
 * Recordings of this node's streams.
 *
 * <p>Owns the recorder's settings and what it counts. Does not own rules ({@code contract.keeping})
 * or the store ({@code runtime.storage}). Values; thread-safe.
 */
@NullMarked
package dev.weir.recorder;

import org.jspecify.annotations.NullMarked;
