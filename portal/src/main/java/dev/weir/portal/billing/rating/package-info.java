/**
 * From what a tenant used in a month to the lines of its bill: the same usage under the same terms
 * is the same bill, whenever and wherever it is made out.
 *
 * <p>Owns the arithmetic of units, tiers, bandwidth, discounts, minimum, credits and tax, and the
 * one rule of rounding ({@link dev.weir.portal.billing.rating.RateCard}). Does not own where usage
 * comes from or what becomes of a bill. Pure: the JDK and {@code contract.metering} alone.
 */
@NullMarked
package dev.weir.portal.billing.rating;

import org.jspecify.annotations.NullMarked;
