/**
 * Invoices: made of the ledger as drafts, made final with a number, declared void, corrected by
 * credit notes, and proven by making them again.
 *
 * <p>Owns the monthly run, what stands on an invoice, its page and its PDF. Does not own the
 * arithmetic ({@code portal.billing.rating}) or the book ({@code portal.billing.account}). For
 * virtual threads.
 */
@NullMarked
package dev.weir.portal.billing.invoice;

import org.jspecify.annotations.NullMarked;
