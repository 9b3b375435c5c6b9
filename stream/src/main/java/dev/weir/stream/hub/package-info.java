/**
 * The live stream: one publisher at a time, many who follow, one group of pictures kept warm.
 *
 * <p>Owns which streams live, who publishes each, the reconnect window and takeover, the stream's
 * timestamps, what a late viewer must be told, and the facts that reports are made of. Does not own
 * delivery to viewers ({@code stream.fanout}), sockets, or who may publish ({@code
 * ingest.publish}).
 *
 * <p>A stream lives on one event loop, that of its first publisher, for as long as it lives. A
 * later publisher may live on another loop: its tags then hop to the stream's loop one by one, in
 * order. Everything that follows a stream is called there and so needs no lock. Only the question
 * whose a name is has to be answered across loops: {@link dev.weir.stream.hub.StreamRegistry}
 * answers it under its own lock.
 */
@NullMarked
package dev.weir.stream.hub;

import org.jspecify.annotations.NullMarked;
