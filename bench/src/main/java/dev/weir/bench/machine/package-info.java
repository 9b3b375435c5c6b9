/**
 * The machine that is measured on: its processes, its cores and what they cost.
 *
 * <p>Owns starting, pinning and ending processes, and what {@code /proc} says of them. Does not own
 * which server is started how ({@code server}). Thread-confined.
 */
@NullMarked
package dev.weir.bench.machine;

import org.jspecify.annotations.NullMarked;
