package dev.weir.portal.usage;

import java.time.Instant;

/**
 * How much of something was used. Texts are empty where the question does not tell them apart, and
 * where nobody did: a node that has no room for more counters counts a tenant's streams together.
 *
 * @param at when the time began
 * @param quantity in the meter's unit
 */
public record UsageLine(
    Instant at,
    String domain,
    String app,
    String stream,
    String rendition,
    String detail,
    long quantity) {}
