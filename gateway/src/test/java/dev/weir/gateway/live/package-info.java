/**
 * A door for viewers on lasting connections, with real sockets, for the tests of FLV and RTMP.
 *
 * <p>Owns what these tests share. Does not own any expectation.
 */
@NullMarked
package dev.weir.gateway.live;

import org.jspecify.annotations.NullMarked;
