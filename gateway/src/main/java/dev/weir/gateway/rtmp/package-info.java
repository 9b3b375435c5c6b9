/**
 * RTMP play: the desk that takes over a player from the door.
 *
 * <p>Owns how batches look as RTMP chunks, and the way from a play request to its stream.
 *
 * <p>Does not own the protocol ({@code rtmp.session}), the connection ({@code rtmp.listener}, which
 * counts and logs how it ends) or who may watch ({@code gateway.access}). A player runs on its
 * connection's event loop.
 */
@NullMarked
package dev.weir.gateway.rtmp;

import org.jspecify.annotations.NullMarked;
