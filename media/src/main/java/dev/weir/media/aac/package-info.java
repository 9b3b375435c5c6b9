/**
 * AAC: the facts that a container needs to know about it.
 *
 * <p>Owns AudioSpecificConfig (ISO/IEC 14496-3 1.6.2.1) with both ways of signalling SBR and PS,
 * the ADTS header that MPEG-TS puts in front of each frame (1.A.2.2), and the codec string (RFC
 * 6381). Does not own decoding. Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.aac;

import org.jspecify.annotations.NullMarked;
