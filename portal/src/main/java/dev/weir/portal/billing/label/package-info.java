/**
 * A bill by label: what each of a tenant's teams, events or customers had of it.
 *
 * <p>Owns how an invoice is divided, its pages and its file. Does not own labels ({@code
 * portal.label}), invoices ({@code portal.billing.invoice}) or how an amount is divided without a
 * rest ({@code portal.billing.rating}). Runs on virtual threads.
 */
@NullMarked
package dev.weir.portal.billing.label;

import org.jspecify.annotations.NullMarked;
