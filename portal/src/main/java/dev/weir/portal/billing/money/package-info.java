/**
 * Amounts as people read and write them.
 *
 * <p>Owns the texts of amounts of minor units in their currency. Does not own arithmetic ({@code
 * portal.billing.rating}). Pure, but for the language of the request.
 */
@NullMarked
package dev.weir.portal.billing.money;

import org.jspecify.annotations.NullMarked;
