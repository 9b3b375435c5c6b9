/**
 * What nodes count of their audiences, on its way to the control plane: minutes to be kept, and the
 * last minutes in steps of five seconds, which are only looked at.
 *
 * <p>Owns the ways through Redis and their limits. Does not own counting ({@code
 * gateway.analytics}), the form of a batch ({@code contract.analytics}) or what is kept ({@code
 * portal.analytics}). Statistics may lose a minute when a node or Redis dies; what is billed goes
 * another way ({@code runtime.metering}). Thread-safe; futures complete on the caller's Vert.x
 * context.
 */
@NullMarked
package dev.weir.runtime.analytics;

import org.jspecify.annotations.NullMarked;
