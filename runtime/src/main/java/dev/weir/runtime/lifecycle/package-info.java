/**
 * Facts about publishes and recordings on their way from the nodes to the control plane: at least
 * once, in the order of each node, over a Redis stream.
 *
 * <p>Owns the queue, the consumer group, and the sign of life by which a dead node is told from a
 * silent one. Does not own the facts' shape ({@code contract.event}) or where they are kept ({@code
 * portal.history}). Thread-safe; futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
