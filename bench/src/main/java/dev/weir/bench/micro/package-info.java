/**
 * The hot paths alone, each call by call, with what it allocates.
 *
 * <p>Owns JMH benchmarks and their input. Does not own what is measured from outside ({@code
 * experiment}). Each benchmark runs in a process and on threads of JMH's.
 */
@NullMarked
package dev.weir.bench.micro;

import org.jspecify.annotations.NullMarked;
