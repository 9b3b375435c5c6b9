/**
 * The outbox: events that somebody wants to be told of, written down in the transaction that caused
 * them.
 *
 * <p>Owns who wants to know, the numbers of events about one subject, and what waits for which
 * endpoint. Does not own what there is to tell ({@code portal.callback.event}) or how it is carried
 * ({@code portal.callback.delivery}). Runs on virtual threads, within its callers' transactions.
 */
@NullMarked
package dev.weir.portal.callback.outbox;

import org.jspecify.annotations.NullMarked;
