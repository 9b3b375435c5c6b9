/**
 * Which parts a process consists of, in which order they start, and who gets what from whom. Plain
 * constructors in visible methods, no container.
 *
 * <p>Owns the order of start and stop. Does not own any behaviour of the parts. Runs on the
 * process's main thread, which may block.
 */
@NullMarked
package dev.weir.app.wiring;

import org.jspecify.annotations.NullMarked;
