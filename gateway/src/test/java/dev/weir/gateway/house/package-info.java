/**
 * A gateway with real sockets, real domains' rules and a real stream, for the tests of all rooms.
 *
 * <p>Owns what tests share. Does not own any expectation.
 */
@NullMarked
package dev.weir.gateway.house;

import org.jspecify.annotations.NullMarked;
