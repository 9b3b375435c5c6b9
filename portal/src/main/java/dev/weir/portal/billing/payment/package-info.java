/**
 * How invoices are paid.
 *
 * <p>Owns what a way of payment has to be able to do, the one that comes along (money that arrives
 * by itself, and is noted by hand), and the round that asks for what is owed. Does not own what is
 * owed and paid ({@code portal.billing.account}) or who is reminded ({@code
 * portal.billing.warning}). Runs on virtual threads.
 */
@NullMarked
package dev.weir.portal.billing.payment;

import org.jspecify.annotations.NullMarked;
