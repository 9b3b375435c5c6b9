/**
 * Warnings about money, by mail: that a budget is nearly used, that an invoice is overdue; and the
 * suspension that follows the last of them.
 *
 * <p>Owns budgets, reminders, and when each is sent. Does not own mails ({@code portal.mail}) or
 * what a suspension is ({@code portal.operator}). For virtual threads.
 */
@NullMarked
package dev.weir.portal.billing.warning;

import org.jspecify.annotations.NullMarked;
