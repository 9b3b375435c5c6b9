/**
 * Action Message Format: the values that RTMP commands and FLV script tags are made of.
 *
 * <p>Owns AMF0 (Action Message Format AMF 0, 2007) both ways, and reading of the plain AMF3 values
 * (Action Message Format AMF 3, 2013) that an AMF0 stream may switch to, all within fixed limits.
 * Does not own what a command or a metadata property means ({@code rtmp.message}, {@code
 * media.flv}), and never instantiates a class that a peer names. Pure; readers and writers belong
 * to one thread, values are immutable.
 */
@NullMarked
package dev.weir.media.amf;

import org.jspecify.annotations.NullMarked;
