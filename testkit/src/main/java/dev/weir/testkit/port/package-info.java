/**
 * Ports for servers that tests start as processes.
 *
 * <p>Owns the choice. Does not own sockets that can be opened on port 0, which is better where it
 * is possible. Thread-safe.
 */
@NullMarked
package dev.weir.testkit.port;

import org.jspecify.annotations.NullMarked;
