/**
 * What is live right now, from the nodes that serve it to the pages that show it.
 *
 * <p>Owns the reports' way through Redis and their expiry. Does not own their shape ({@code
 * contract.live}). Thread-safe; futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.live;

import org.jspecify.annotations.NullMarked;
