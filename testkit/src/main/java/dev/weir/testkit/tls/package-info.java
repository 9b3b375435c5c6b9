/**
 * Certificates for tests.
 *
 * <p>Owns an authority that issues them. Does not own who trusts it. Pure but for randomness.
 */
@NullMarked
package dev.weir.testkit.tls;

import org.jspecify.annotations.NullMarked;
