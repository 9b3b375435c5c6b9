/**
 * Thousands of viewers in one process, who check all that they get.
 *
 * <p>Owns sockets, framing and what a viewer notices. Does not own the server or the measurement of
 * it. One thread for everything, but the one that reads commands.
 */
@NullMarked
package dev.weir.bench.swarm;

import org.jspecify.annotations.NullMarked;
