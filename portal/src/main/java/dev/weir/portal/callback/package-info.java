/**
 * Callbacks: the endpoints that a tenant wants to be told of events at.
 *
 * <p>Owns what an endpoint is, its secrets and their rotation, who may change it, what became of
 * its events, replays, and its pages. Does not own what can be told ({@code
 * portal.callback.event}), how events come to wait ({@code portal.callback.outbox}), or how they
 * are carried ({@code portal.callback.delivery}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.callback;

import org.jspecify.annotations.NullMarked;
