/**
 * FLV over HTTP and WebSocket: an answer that ends with the stream.
 *
 * <p>Owns the head of the answer and how batches look on each of these wires: chunks of HTTP/1.1,
 * messages of a WebSocket, plain for HTTP/2 and HTTP/1.0. Does not own which batches a viewer gets
 * ({@code stream.fanout}). {@link dev.weir.gateway.flv.BelowEncoder} is the one class that reaches
 * below Vert.x. A viewer runs on its connection's event loop.
 */
@NullMarked
package dev.weir.gateway.flv;

import org.jspecify.annotations.NullMarked;
