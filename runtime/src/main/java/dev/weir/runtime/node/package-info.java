/**
 * The processes of the platform, as they tell of themselves.
 *
 * <p>Owns the reports' way through Redis, their age and when they are forgotten. Does not own their
 * shape ({@code contract.live}), what a node carries, or its hold on its id ({@code stream.lease}).
 * Thread-safe; futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.node;

import org.jspecify.annotations.NullMarked;
