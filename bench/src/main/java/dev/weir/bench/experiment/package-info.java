/**
 * The benchmarks, one class a name.
 *
 * <p>Owns which servers are compared at which load. Does not own how. Runs on the process's main
 * thread.
 */
@NullMarked
package dev.weir.bench.experiment;

import org.jspecify.annotations.NullMarked;
