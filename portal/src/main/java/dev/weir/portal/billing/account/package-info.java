/**
 * Who is billed by what: the terms that were agreed with a tenant, its address, who makes out
 * invoices, and the book of what is owed, given and paid.
 *
 * <p>Owns terms by month, addresses, and postings, to which is only added. Does not own invoices
 * ({@code portal.billing.invoice}). For virtual threads.
 */
@NullMarked
package dev.weir.portal.billing.account;

import org.jspecify.annotations.NullMarked;
