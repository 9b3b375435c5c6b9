/**
 * Commands from the control plane to whichever node they concern, and the node's answer.
 *
 * <p>Owns their way through Redis, and that none is believed which does not come from the cluster
 * or is old. Does not own their shape ({@code contract.command}). Thread-safe; futures complete on
 * the caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.command;

import org.jspecify.annotations.NullMarked;
