/**
 * Which streams are kept for going back in, slice by slice, and for how long.
 *
 * <p>Owns where slices begin and end, their way to the store and its hours, and that they go when
 * nobody can go back to them any more. Does not own their names and form ({@code stream.shift}) or
 * how segments lie on the disk ({@code recorder.take}). What follows a stream is on its loop and
 * never waits; everything else is on virtual threads.
 */
@NullMarked
package dev.weir.recorder.shift;

import org.jspecify.annotations.NullMarked;
