/**
 * Starting in order, stopping in reverse, once.
 *
 * <p>Owns the state of a process between start and stop, draining included. Does not own what a
 * stage does. Thread-safe; stages run on the caller's thread, which may block.
 */
@NullMarked
package dev.weir.runtime.boot;

import org.jspecify.annotations.NullMarked;
