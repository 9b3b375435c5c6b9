/**
 * AVC (H.264): the facts that a container needs to know about it.
 *
 * <p>Owns the decoder configuration record (ISO/IEC 14496-15 5.3.3.1), the sequence parameter set
 * (ISO/IEC 14496-10 7.3.2.1.1, annex E) as far as picture size and frame rate go, and the codec
 * string (RFC 6381). Does not own NAL unit wrapping ({@code media.nal}) and decodes no picture.
 * Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.avc;

import org.jspecify.annotations.NullMarked;
