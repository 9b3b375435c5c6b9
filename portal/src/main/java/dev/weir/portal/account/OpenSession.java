package dev.weir.portal.account;

import java.time.Instant;

/**
 * One of a person's open sessions, as its owner is shown it.
 *
 * @param reference names the session in a form; opens nothing
 * @param openedAt when it began
 * @param lastSeenAt when it was used last, to the minute
 * @param address network address of its sign-in
 * @param userAgent what the browser called itself
 */
public record OpenSession(
    String reference, Instant openedAt, Instant lastSeenAt, String address, String userAgent) {}
