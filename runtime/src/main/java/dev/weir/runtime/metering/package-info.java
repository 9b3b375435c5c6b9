/**
 * Counting for the bill, and the way of what was counted to the control plane.
 *
 * <p>Owns the counters of a process, which survive its death, the batches that are made of them,
 * the journal in which these wait, and their way through Redis. Does not own what is counted
 * ({@code contract.metering} names it, each service counts) or what becomes of a batch ({@code
 * portal.metering}). Counters may be added to on any thread.
 */
@NullMarked
package dev.weir.runtime.metering;

import org.jspecify.annotations.NullMarked;
