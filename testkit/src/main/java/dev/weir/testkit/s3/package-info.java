/**
 * A server that speaks S3, for tests.
 *
 * <p>Owns its start and end. Does not own what is asked of it. Each is for one thread.
 */
@NullMarked
package dev.weir.testkit.s3;

import org.jspecify.annotations.NullMarked;
