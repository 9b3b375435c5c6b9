/**
 * A transaction that always knows its tenant.
 *
 * <p>Owns the pool, its limits, and the tenant setting that row-level security reads. Does not own
 * SQL. For virtual threads: every call waits.
 */
@NullMarked
package dev.weir.runtime.postgres;

import org.jspecify.annotations.NullMarked;
