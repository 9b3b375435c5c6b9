/**
 * Whether a tenant's quota has room for one more viewer, counted over all gateways.
 *
 * <p>Owns what is counted of a tenant (viewers, egress), how gateways tell each other, and the
 * refusal. Whoever watches already goes on. Does not own the limits of a domain ({@code
 * gateway.access}) or of the node ({@code gateway.load}), the way through Redis ({@code
 * runtime.usage}), or what the tenant may have (its policy). Quotas may be asked on any thread;
 * they are told and heard on one event loop.
 */
@NullMarked
package dev.weir.gateway.quota;

import org.jspecify.annotations.NullMarked;
