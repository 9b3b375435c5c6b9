/**
 * What players told, from the gateways to whoever keeps it.
 *
 * <p>Owns the queue in Redis. Does not own what is told ({@code contract.quality}), by whom it is
 * gathered ({@code gateway.quality}) or where it is kept ({@code portal.quality}). A report may
 * come twice, and may be lost with Redis: it is statistics. Thread-safe; futures complete on the
 * caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.quality;

import org.jspecify.annotations.NullMarked;
