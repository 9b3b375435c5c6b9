/**
 * How much a tenant may have of what.
 *
 * <p>Owns the maxima, of the platform and of one tenant, the counting, the refusal, and the words
 * for it. Does not own what is counted: whoever adds something asks first, in the same transaction.
 * Streams, viewers and egress are counted and refused by nodes ({@code stream.lease}, {@code
 * gateway.quota}), whom the maxima reach in each domain's policy. Runs on the portal's virtual
 * threads.
 */
@NullMarked
package dev.weir.portal.quota;

import org.jspecify.annotations.NullMarked;
