/**
 * AV1: the facts that a container needs to know about it.
 *
 * <p>Owns the open bitstream units of a temporal unit, the sequence header (AV1 Bitstream and
 * Decoding Process Specification 5.3, 5.5), the codec configuration record and the codec string
 * (AV1 Codec ISO Media File Format Binding 2.3, 5). Does not own decoding. Pure; values are
 * immutable.
 */
@NullMarked
package dev.weir.media.av1;

import org.jspecify.annotations.NullMarked;
