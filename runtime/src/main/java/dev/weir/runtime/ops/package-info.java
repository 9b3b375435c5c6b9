/**
 * The operator's port: health and metrics.
 *
 * <p>Owns {@code /health/live}, {@code /health/ready} and {@code /metrics}. Does not own the
 * checks. Runs on one event loop.
 */
@NullMarked
package dev.weir.runtime.ops;

import org.jspecify.annotations.NullMarked;
