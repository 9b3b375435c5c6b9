/**
 * What tenants are told of by callbacks: a closed list of kinds, each with a name that never
 * changes.
 *
 * <p>Owns the kinds, what an event is about, and what it says. Does not own who wants to know
 * ({@code portal.callback.outbox}) or how it is told ({@code portal.callback.delivery}). Values;
 * thread-safe.
 */
@NullMarked
package dev.weir.portal.callback.event;

import org.jspecify.annotations.NullMarked;
