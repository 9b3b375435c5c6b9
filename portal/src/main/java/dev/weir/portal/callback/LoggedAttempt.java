package dev.weir.portal.callback;

import dev.weir.portal.callback.delivery.Attempt;

/**
 * An attempt as the log has it.
 *
 * @param number among those of its event, from 1
 */
public record LoggedAttempt(int number, Attempt attempt) {}
