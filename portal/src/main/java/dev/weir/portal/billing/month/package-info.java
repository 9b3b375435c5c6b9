/**
 * From the ledger to what a tenant used in a month.
 *
 * <p>Owns which rows of the ledger are of which bill, and their sums by five minutes, meter and
 * stream. Does not own the ledger ({@code portal.metering}), or prices. For virtual threads.
 */
@NullMarked
package dev.weir.portal.billing.month;

import org.jspecify.annotations.NullMarked;
