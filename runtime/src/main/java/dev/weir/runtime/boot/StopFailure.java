package dev.weir.runtime.boot;

/**
 * A stage that did not stop as it should; the stages below it were stopped all the same.
 *
 * @param stage its name
 * @param cause what it threw
 */
public record StopFailure(String stage, Throwable cause) {}
