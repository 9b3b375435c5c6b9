/**
 * The control plane: web portal and REST API.
 *
 * <p>Owns how its rooms are put together, its routes in order, and its listener. Does not own any
 * feature: each has a room of its own below. An event loop accepts and parses; each request then
 * runs on a virtual thread of its own.
 */
@NullMarked
package dev.weir.portal;

import org.jspecify.annotations.NullMarked;
