/**
 * MPEG-2 transport streams: packets, program tables, packetized elementary streams.
 *
 * <p>Owns the part of ISO/IEC 13818-1 that an HLS segment needs, and how H.264, HEVC, AAC, MP3 and
 * AC-3 are framed in it. Does not own where segments are cut ({@code media.hls}). Writing only.
 * Pure.
 */
@NullMarked
package dev.weir.media.ts;

import org.jspecify.annotations.NullMarked;
