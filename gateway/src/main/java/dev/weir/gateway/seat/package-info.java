/**
 * In how many places a person watches at once, over all protocols and gateways.
 *
 * <p>A place is a viewer's session that names a user. Whoever brings a proof with a limit takes a
 * place before being let in; a gateway keeps the places of the viewers that it serves and gives
 * them back when they leave. Owns the count, its leases and the refusal. Does not own who the user
 * is ({@code contract.access}, {@code contract.identity.ViewerId}) or who is present ({@code
 * gateway.live} and {@code gateway.hls} tell). Thread-safe; places are kept from one event loop,
 * and futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.gateway.seat;

import org.jspecify.annotations.NullMarked;
