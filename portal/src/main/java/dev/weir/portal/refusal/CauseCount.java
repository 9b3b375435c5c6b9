package dev.weir.portal.refusal;

import dev.weir.runtime.refusal.RefusalCause;

/**
 * How many were refused.
 *
 * @param cause where, what for and why
 * @param count in the last 24 hours
 */
public record CauseCount(RefusalCause cause, long count) {}
