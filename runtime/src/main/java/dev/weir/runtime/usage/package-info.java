/**
 * What each tenant uses right now on all gateways together, which none of them can count alone.
 *
 * <p>Owns the way through Redis and the expiry. Does not own the counting ({@code gateway.quota}),
 * or what becomes of a tenant that uses too much. Thread-safe; futures complete on the caller's
 * Vert.x context.
 */
@NullMarked
package dev.weir.runtime.usage;

import org.jspecify.annotations.NullMarked;
