/**
 * HEVC (H.265): the facts that a container needs to know about it.
 *
 * <p>Owns the decoder configuration record (ISO/IEC 14496-15 8.3.3.1), the sequence parameter set
 * (ISO/IEC 23008-2 7.3.2.2, annex E) as far as picture size and frame rate go, and the codec string
 * (ISO/IEC 14496-15 annex E). Does not own NAL unit wrapping ({@code media.nal}) and decodes no
 * picture. Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.hevc;

import org.jspecify.annotations.NullMarked;
