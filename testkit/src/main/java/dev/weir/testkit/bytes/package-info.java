/**
 * Bytes as tests need them: cut into awkward pieces, damaged on purpose, compared with golden
 * files.
 *
 * <p>Owns choppy input, seeded damage and golden dumps. Does not own any format. Everything is a
 * function of its arguments, so that a seed repeats a failure; any thread may call it.
 */
@NullMarked
package dev.weir.testkit.bytes;

import org.jspecify.annotations.NullMarked;
