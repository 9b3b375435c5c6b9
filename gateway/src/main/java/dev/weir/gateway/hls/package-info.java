/**
 * HLS and low-latency HLS over the timeline of a stream (RFC 8216, draft-pantos-hls-rfc8216bis).
 *
 * <p>Owns the names of playlists, segments and parts in URLs, the delivery directives of a blocking
 * reload, and the answers: types, caching, ranges, conditions. Does not own what is cut or held
 * ({@code media.hls}, {@code stream.timeline}) or who may watch ({@code gateway.access}). Handlers
 * run on the connection's event loop; what is printed is shared by all of them.
 */
@NullMarked
package dev.weir.gateway.hls;

import org.jspecify.annotations.NullMarked;
