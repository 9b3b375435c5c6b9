/**
 * Messages cut into chunks and put together again, RTMP 1.0 clause 5.3.
 *
 * <p>Owns chunk headers, timestamps (unwrapped to 64 bits) and what an unfinished message may cost.
 * Does not own what a message says ({@code rtmp.message}). Pure; a reader belongs to one
 * connection, the writer is stateless.
 */
@NullMarked
package dev.weir.rtmp.chunk;

import org.jspecify.annotations.NullMarked;
