/**
 * What viewers go back in: slices of a stream's segments, each about a minute long, the hours that
 * tell which there are, and those of this process that no store has yet.
 *
 * <p>Owns how slices and hours are named and written. Does not own when slices are made and how
 * long they are kept ({@code recorder.shift}), nor who sees them ({@code gateway.shift}). Records
 * are immutable; {@link dev.weir.stream.shift.RecentShifts} is thread-safe.
 */
@NullMarked
package dev.weir.stream.shift;

import org.jspecify.annotations.NullMarked;
