/**
 * Takes on their way to the store, and what the control plane is told of recordings.
 *
 * <p>Owns names that no other object has, patience with a store that is away, and the end of a take
 * once its files are there. Does not own how files are made ({@code recorder.export}). Works on
 * virtual threads of its own.
 */
@NullMarked
package dev.weir.recorder.save;

import org.jspecify.annotations.NullMarked;
