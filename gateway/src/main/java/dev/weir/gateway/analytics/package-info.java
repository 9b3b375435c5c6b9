/**
 * What this gateway's audience does: who watches, how much they take, what they were answered.
 *
 * <p>Owns the tallies, one for each kind of viewer of each stream, what becomes of them in a
 * minute, and the limits of both. Does not own who watches ({@code gateway.viewer}), what is billed
 * ({@code gateway.meter}), the way to the control plane ({@code runtime.analytics}) or what is kept
 * ({@code portal.analytics}). Tallies are added to on every event loop and take no lock; minutes
 * are made of them on a virtual thread.
 */
@NullMarked
package dev.weir.gateway.analytics;

import org.jspecify.annotations.NullMarked;
