/**
 * Contract records as JSON, versioned.
 *
 * <p>Owns the form in which policies and live reports travel and rest. Does not own the records
 * ({@code contract}) or the way they travel. Pure.
 */
@NullMarked
package dev.weir.runtime.wire;

import org.jspecify.annotations.NullMarked;
