/**
 * May this viewer watch, here and now? One function answers for every protocol.
 *
 * <p>Owns the grant that delivery works with, and the one log line of a refusal. Does not own the
 * order of the checks ({@code contract.check}), how a domain's rules arrive ({@code
 * gateway.directory}), what a token looks like ({@code contract.access}, {@code gateway.viewer}) or
 * the answer on the wire. Everything here may be called from any thread.
 */
@NullMarked
package dev.weir.gateway.access;

import org.jspecify.annotations.NullMarked;
