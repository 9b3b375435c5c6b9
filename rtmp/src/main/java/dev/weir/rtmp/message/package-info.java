/**
 * What RTMP messages say, one file per message: RTMP 1.0 clauses 5.4, 6.2 and 7.1.
 *
 * <p>Owns the fields of each message, and reading and writing them. Does not own chunks ({@code
 * rtmp.chunk}), nor what follows from a message ({@code rtmp.session}), nor the bodies of audio and
 * video ({@code media.flv}). Pure; messages are immutable.
 */
@NullMarked
package dev.weir.rtmp.message;

import org.jspecify.annotations.NullMarked;
