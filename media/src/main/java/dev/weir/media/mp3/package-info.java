/**
 * MPEG audio layer III: the frame header, from which everything else about a stream follows.
 *
 * <p>Owns ISO/IEC 11172-3 2.4.1.3 and the extensions of ISO/IEC 13818-3. Does not own how frames
 * are carried. Pure; values are immutable.
 */
@NullMarked
package dev.weir.media.mp3;

import org.jspecify.annotations.NullMarked;
