/**
 * A real Redis for tests.
 *
 * <p>Owns its start, its end and its port. Does not own what is asked of it. One thread at a time.
 */
@NullMarked
package dev.weir.testkit.redis;

import org.jspecify.annotations.NullMarked;
