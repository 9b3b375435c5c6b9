/**
 * The ledger: from the batches that nodes tell of their counters to five minutes that nobody
 * changes any more.
 *
 * <p>Owns the differences, what lies in the store from hour to hour, the open buckets, the ledger
 * with its sums by hour and day, what is kept of them and for how long, and the proof that they are
 * whole. Does not own counting ({@code runtime.metering}), the form of a batch ({@code
 * contract.metering}), or what tenants are shown ({@code portal.usage}). Runs on virtual threads.
 */
@NullMarked
package dev.weir.portal.metering;

import org.jspecify.annotations.NullMarked;
