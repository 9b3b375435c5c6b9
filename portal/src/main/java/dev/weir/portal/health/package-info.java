/**
 * How tenants' streams arrived: what was wrong with them, when, and in which words.
 *
 * <p>Owns the log of what was wrong, the figures of each minute, how long both are kept, and the
 * words for causes and remedies. Does not own what is wrong ({@code ingest.health}), what is live
 * ({@code runtime.live}), or the pages ({@code portal.stream}). Runs on the portal's virtual
 * threads.
 */
@NullMarked
package dev.weir.portal.health;

import org.jspecify.annotations.NullMarked;
