/**
 * Who is watching: the session that a viewer carries in the path, and the count of those present.
 *
 * <p>Owns the session token, which verifies itself without a look-up on every gateway, and the
 * census by stream and protocol. Does not own who may watch ({@code gateway.access}). Everything
 * here may be called from any thread.
 */
@NullMarked
package dev.weir.gateway.viewer;

import org.jspecify.annotations.NullMarked;
