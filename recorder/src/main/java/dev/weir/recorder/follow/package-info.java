/**
 * Which streams are recorded, from when to when, and where one take ends and the next begins.
 *
 * <p>Owns the rules' meaning for a live stream, and the way of its segments from the event loop to
 * the disk. Does not own how they lie there ({@code recorder.take}). What follows a stream is on
 * its loop and never waits; each recorded stream has a virtual thread that writes.
 */
@NullMarked
package dev.weir.recorder.follow;

import org.jspecify.annotations.NullMarked;
