/**
 * Bounded cursors over bytes: the only place in {@code media} that does index arithmetic on input.
 *
 * <p>Owns reading and writing of big-endian integers and bit fields, and the two ways in which
 * input can be bad: malformed (it breaks its format's rules) and unsupported (it keeps them, but is
 * not handled here). Does not own any format. Pure; instances belong to one thread.
 */
@NullMarked
package dev.weir.media.bytes;

import org.jspecify.annotations.NullMarked;
