/**
 * Servers under test: how they are started, and what they take from the machine.
 *
 * <p>Owns processes, pinning and what {@code /proc} says of them. Does not own load.
 * Thread-confined.
 */
@NullMarked
package dev.weir.bench.server;

import org.jspecify.annotations.NullMarked;
