/**
 * What a month has cost so far, what it may come to, and what something would cost.
 *
 * <p>Owns the bill to date, the forecast, the comparison of billing methods, shares by label, and
 * the estimate. Does not own invoices ({@code portal.billing.invoice}). For virtual threads.
 */
@NullMarked
package dev.weir.portal.billing.bill;

import org.jspecify.annotations.NullMarked;
