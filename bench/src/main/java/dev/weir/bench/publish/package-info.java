/**
 * Encoders that push the recorded stream in real time.
 *
 * <p>Owns pace and connections of publishers. Does not own what they send ({@code source}). One
 * thread for all of them.
 */
@NullMarked
package dev.weir.bench.publish;

import org.jspecify.annotations.NullMarked;
