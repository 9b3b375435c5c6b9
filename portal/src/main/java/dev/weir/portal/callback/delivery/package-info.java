/**
 * Events on their way to endpoints: in order for each subject, at least once, and no endpoint in
 * the way of another.
 *
 * <p>Owns lanes and who works on them, the forms that events are told in and how these are signed,
 * how long is waited, when is tried again, and the log of attempts. Does not own how events come to
 * wait ({@code portal.callback.outbox}) or what a tenant changes of its endpoints ({@code
 * portal.callback}). Runs on a virtual thread of its own, except for exchanges, which run on event
 * loops. Implements Standard Webhooks 1.0.0.
 */
@NullMarked
package dev.weir.portal.callback.delivery;

import org.jspecify.annotations.NullMarked;
