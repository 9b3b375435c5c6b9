/**
 * The streams that can be watched here, wherever they are owned.
 *
 * <p>Owns where a gateway finds a stream: in its own process, or as a copy that it pulls from the
 * owner, once for all of its viewers; and what becomes of a copy whose owner is away. Does not own
 * who owns a stream ({@code stream.lease}), the way to it ({@code stream.origin}), or delivery.
 *
 * <p>Any event loop may ask; a copy lives on one loop of its own.
 */
@NullMarked
package dev.weir.gateway.edge;

import org.jspecify.annotations.NullMarked;
