/**
 * Opus: the facts that a container needs to know about it.
 *
 * <p>Owns the identification header in both its forms, OpusHead (RFC 7845 5.1) and {@code dOps}
 * (Encapsulation of Opus in ISO Base Media File Format 4.3.2), and the duration of a packet (RFC
 * 6716 3.1, 3.2). Does not own decoding. Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.opus;

import org.jspecify.annotations.NullMarked;
