/**
 * How an alarm comes and goes: what is measured against bounds, for how long, and what follows.
 *
 * <p>Owns bounds and their hysteresis, and the steps from calm over pending and raised to resolved.
 * Does not own what is measured ({@code portal.alarm.watch}) or kept ({@code portal.alarm.log}).
 * Pure; values.
 */
@NullMarked
package dev.weir.portal.alarm.state;

import org.jspecify.annotations.NullMarked;
