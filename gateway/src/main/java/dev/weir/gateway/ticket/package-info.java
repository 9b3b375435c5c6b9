/**
 * Tickets: proofs that are used up.
 *
 * <p>Owns the count of a ticket's uses, which is one over all gateways, and that nobody is let in
 * by a ticket that cannot be counted. Does not own what a ticket looks like in a URL or token
 * ({@code contract.access}, {@code runtime.token}). A session that a ticket began goes on without
 * being counted. Thread-safe; futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.gateway.ticket;

import org.jspecify.annotations.NullMarked;
