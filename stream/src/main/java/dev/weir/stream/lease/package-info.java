/**
 * Who owns a stream, among all nodes that could: the one whose lease stands in Redis.
 *
 * <p>Owns how a lease is claimed, renewed, taken and released, what each of two nodes that want the
 * same name is told, how many streams a tenant has on all nodes, and the lease of a node on its own
 * id. Does not own the streams ({@code stream.hub}), who may publish ({@code ingest.publish}), or
 * the way to another node ({@link dev.weir.stream.lease.OwnerProbe}, implemented by {@code
 * stream.origin}).
 *
 * <p>Every claim gets a fence, a number that only grows. A lease is taken from a node only on the
 * fence that was seen before the node was asked, so that whatever happened there meanwhile counts.
 * The one who was told otherwise by Redis gives way, without a look at any clock of its own.
 *
 * <p>Thread-safe; futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.stream.lease;

import org.jspecify.annotations.NullMarked;
