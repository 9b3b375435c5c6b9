/**
 * A hash in Redis of which every node keeps a whole copy, in memory and sealed on disk.
 *
 * <p>Owns how entries travel, that no version goes back, and that nothing is forgotten because
 * Redis lost it. Does not own what the entries are ({@code runtime.policy}, {@code runtime.tls}).
 * Reads are lock-free on any thread.
 */
@NullMarked
package dev.weir.runtime.replica;

import org.jspecify.annotations.NullMarked;
