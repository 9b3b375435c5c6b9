/**
 * Operator events: log lines with stable names.
 *
 * <p>Owns their form and the limit on repeats. Does not own the events: each room enumerates its
 * own. Thread-safe.
 */
@NullMarked
package dev.weir.runtime.event;

import org.jspecify.annotations.NullMarked;
