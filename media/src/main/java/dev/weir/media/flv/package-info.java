/**
 * FLV: the tags that RTMP, HTTP-FLV and ffmpeg's pipes all exchange, and the frames inside them.
 *
 * <p>Owns the file header and the framing of tags (Video File Format 10.1, annex E), tag bodies in
 * their legacy form and as Enhanced RTMP version 2 has them (FourCC, several tracks, ModEx), the
 * {@code onMetaData} script tag, and the way from tags to tracks and frames. Does not own what a
 * codec's configuration means ({@code media.avc} and its neighbours) or how tags travel ({@code
 * rtmp}, {@code gateway.flv}). Pure; readers and demuxers belong to one thread, tags are immutable.
 */
@NullMarked
package dev.weir.media.flv;

import org.jspecify.annotations.NullMarked;
