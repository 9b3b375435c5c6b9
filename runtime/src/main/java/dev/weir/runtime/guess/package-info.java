/**
 * How often somebody may be wrong: wrong signatures, tokens and sessions, by network and by domain.
 *
 * <p>Owns the counts and their limits, of one process. Does not own what is done beyond them:
 * whoever decides ({@code gateway.access}, {@code ingest.publish}) answers more shortly then.
 * Thread-safe, and never waits.
 */
@NullMarked
package dev.weir.runtime.guess;

import org.jspecify.annotations.NullMarked;
