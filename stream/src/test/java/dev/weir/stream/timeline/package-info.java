/**
 * Timelines of streams that are pushed by hand, on loops and clocks that move when a test says so.
 *
 * <p>Owns the proof of {@code stream.timeline}. Does not own how segments are cut.
 */
@NullMarked
package dev.weir.stream.timeline;

import org.jspecify.annotations.NullMarked;
