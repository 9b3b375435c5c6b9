/**
 * The RTMP handshake: the first 3,073 bytes in each direction.
 *
 * <p>Owns both forms of it, the plain one of Adobe's RTMP 1.0 (clause 5.2) and the one with digests
 * that Flash introduced and most encoders still offer. Does not own randomness, deadlines or
 * sockets: random bytes are passed in, bytes come out. Pure; an instance belongs to one connection.
 */
@NullMarked
package dev.weir.rtmp.handshake;

import org.jspecify.annotations.NullMarked;
