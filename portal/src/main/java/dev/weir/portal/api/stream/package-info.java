/**
 * Streams for programs: what is live, what was, the addresses that lead there, and what is done to
 * them.
 *
 * <p>Owns the JSON of each answer. Does not own what it tells of and changes ({@code
 * portal.stream}, {@code portal.control}, {@code portal.history}, {@code portal.label}), nor who
 * may ask ({@code portal.api}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.api.stream;

import org.jspecify.annotations.NullMarked;
