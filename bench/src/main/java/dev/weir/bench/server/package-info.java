/**
 * Servers under test: Weir, its peers and the bare limit.
 *
 * <p>Owns how each is configured, started and reached. Does not own processes ({@code machine}) or
 * load ({@code publish}, {@code swarm}). Thread-confined.
 */
@NullMarked
package dev.weir.bench.server;

import org.jspecify.annotations.NullMarked;
