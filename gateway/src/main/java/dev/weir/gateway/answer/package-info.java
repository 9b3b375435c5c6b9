/**
 * The parts of HTTP that several answers have in common: conditions, ranges, compression.
 *
 * <p>Owns the reading of the request headers that they depend on (RFC 9110). Does not own any
 * answer. Without state; any thread.
 */
@NullMarked
package dev.weir.gateway.answer;

import org.jspecify.annotations.NullMarked;
