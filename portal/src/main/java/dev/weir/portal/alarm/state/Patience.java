package dev.weir.portal.alarm.state;

import java.time.Duration;

/**
 * How long something has to be so.
 *
 * @param hold bad, before an alarm is raised
 * @param calm well, before one is over
 * @param gap longest time between two measurements; after a longer one, times begin anew
 */
public record Patience(Duration hold, Duration calm, Duration gap) {}
