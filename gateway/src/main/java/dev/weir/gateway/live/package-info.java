/**
 * What viewers on a lasting connection have in common: FLV, WebSocket and RTMP.
 *
 * <p>Owns that each is counted while it watches, is asked every second whether it still may, and
 * leaves once. Does not own who may watch ({@code gateway.access}), how viewers are counted ({@code
 * gateway.viewer}) or the bytes ({@code stream.fanout}). Everything about a viewer runs on its own
 * event loop.
 */
@NullMarked
package dev.weir.gateway.live;

import org.jspecify.annotations.NullMarked;
