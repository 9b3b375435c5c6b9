/**
 * May this encoder publish here, now? And the session of one that does.
 *
 * <p>Owns the publisher's session. Does not own the order of the checks ({@code contract.check}),
 * the connection ({@code rtmp.listener}, which counts and logs how each one ends, refusals
 * included), whose a name is ({@code stream.hub} on this node, {@code stream.lease} among nodes),
 * or the rules of a domain ({@code contract.policy}). Runs on the publisher's event loop. Every
 * rule is in memory; the publisher waits for its lease alone.
 */
@NullMarked
package dev.weir.ingest.publish;

import org.jspecify.annotations.NullMarked;
