/**
 * This node's streams for other nodes, and the way to the streams of others.
 *
 * <p>Owns the paths and tokens of {@code node.port}, what a stream looks like on its way from node
 * to node, how many other nodes may take it, and the client that asks for it. Does not own the
 * streams ({@code stream.hub}), who owns which ({@code stream.lease}), or what is made of a stream
 * on the node that asked ({@code gateway.edge}).
 *
 * <p>A request and its answer belong to one event loop, on either side.
 */
@NullMarked
package dev.weir.stream.origin;

import org.jspecify.annotations.NullMarked;
