/**
 * Cutting frames into parts and segments, and describing them in playlists.
 *
 * <p>Owns every cut decision, the facts that a playlist tells, and the text of RFC 8216 with the
 * low-latency tags of draft-pantos-hls-rfc8216bis. Does not own the bytes of a segment ({@code
 * media.fmp4}, {@code media.ts}), who keeps them ({@code stream.timeline}) or their URLs ({@code
 * gateway.hls}). Pure; values are immutable, {@link dev.weir.media.hls.Segmenter} belongs to one
 * thread.
 */
@NullMarked
package dev.weir.media.hls;

import org.jspecify.annotations.NullMarked;
