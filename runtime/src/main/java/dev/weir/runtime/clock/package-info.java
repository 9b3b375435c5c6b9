/**
 * The only place that asks the time.
 *
 * <p>Owns the wall clock and the monotonic clock, and a hand-driven pair for tests. Does not own
 * timers. Thread-safe.
 */
@NullMarked
package dev.weir.runtime.clock;

import org.jspecify.annotations.NullMarked;
