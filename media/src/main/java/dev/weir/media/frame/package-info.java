/**
 * What a frame and a track are, whatever container carried them.
 *
 * <p>Owns the sealed families {@link dev.weir.media.frame.MediaFrame} and {@link
 * dev.weir.media.frame.Track}. Does not own how they are read from FLV ({@code media.flv}) or
 * written to other containers. Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.frame;

import org.jspecify.annotations.NullMarked;
