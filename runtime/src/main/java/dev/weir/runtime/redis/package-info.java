/**
 * The line to Redis: commands that fail fast, subscriptions that come back by themselves.
 *
 * <p>Owns connections, the command timeout, the circuit that opens when Redis does not answer, and
 * reconnection. Does not own keys: each room names its own. Thread-safe; futures complete on the
 * caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.redis;

import org.jspecify.annotations.NullMarked;
