/**
 * How much a tenant may have of what.
 *
 * <p>Owns the maxima, of the platform and of one tenant, the counting, and the refusal. Does not
 * own what is counted: whoever adds something asks first, in the same transaction. How many streams
 * and viewers there may be reaches the data plane in each domain's policy. Runs on the portal's
 * virtual threads.
 */
@NullMarked
package dev.weir.portal.quota;

import org.jspecify.annotations.NullMarked;
