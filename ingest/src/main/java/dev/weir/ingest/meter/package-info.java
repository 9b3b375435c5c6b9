/**
 * What encoders are billed for: the bytes that they send and the time that they are there.
 *
 * <p>Owns what is counted of a stream that is pushed. Does not own the counters and their way to
 * the control plane ({@code runtime.metering}). Counts on each stream's loop.
 */
@NullMarked
package dev.weir.ingest.meter;

import org.jspecify.annotations.NullMarked;
