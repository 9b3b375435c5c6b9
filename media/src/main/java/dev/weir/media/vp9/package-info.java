/**
 * VP9: the facts that a container needs to know about it.
 *
 * <p>Owns the codec configuration record and codec string (VP Codec ISO Media File Format Binding
 * 1.0) and the uncompressed header of a key frame (VP9 Bitstream and Decoding Process Specification
 * 6.2). Does not own decoding. Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.vp9;

import org.jspecify.annotations.NullMarked;
