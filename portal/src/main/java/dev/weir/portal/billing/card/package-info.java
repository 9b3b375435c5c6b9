/**
 * What things cost: rate cards of the operator, in versions that are never changed.
 *
 * <p>Owns the things that can be priced, the notation of a price, and the published versions. Does
 * not own what a bill makes of them ({@code portal.billing.rating}). Stores are for virtual
 * threads.
 */
@NullMarked
package dev.weir.portal.billing.card;

import org.jspecify.annotations.NullMarked;
