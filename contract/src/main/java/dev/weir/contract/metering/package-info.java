/**
 * What is counted for the bill, and how nodes tell it: counters by tenant, stream and way, and
 * batches of what they stand at.
 *
 * <p>Owns the meters, their keys and the form of a batch. Does not own counting ({@code
 * runtime.metering} and each service) or what becomes of a batch ({@code portal.metering}). Pure.
 */
@NullMarked
package dev.weir.contract.metering;

import org.jspecify.annotations.NullMarked;
