/**
 * FLAC: its STREAMINFO block, in both wrappings.
 *
 * <p>Owns RFC 9639 8.1 and 8.2 as far as rate and channels go, and the body of {@code dfLa}
 * (Encapsulation of FLAC in ISO Base Media File Format 3.3.2). Does not own decoding. Pure; values
 * are immutable.
 */
@NullMarked
package dev.weir.media.flac;

import org.jspecify.annotations.NullMarked;
