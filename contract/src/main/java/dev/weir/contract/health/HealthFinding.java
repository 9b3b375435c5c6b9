package dev.weir.contract.health;

import java.time.Instant;

/**
 * Something that is wrong with a stream.
 *
 * @param issue what; at most one finding of each at a time
 * @param severity how much it matters, never {@link HealthVerdict#GOOD}
 * @param measured the worst since it began, in the issue's unit
 * @param expected what it should be, in the issue's unit
 * @param since when it was found
 */
public record HealthFinding(
    HealthIssue issue, HealthVerdict severity, double measured, double expected, Instant since) {}
