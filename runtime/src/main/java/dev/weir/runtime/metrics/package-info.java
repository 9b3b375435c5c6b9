/**
 * Metrics by enumerated names.
 *
 * <p>Owns the registry and the rule that a metric is a constant with a unit and labels. Does not
 * own any room's metrics. Thread-safe.
 */
@NullMarked
package dev.weir.runtime.metrics;

import org.jspecify.annotations.NullMarked;
