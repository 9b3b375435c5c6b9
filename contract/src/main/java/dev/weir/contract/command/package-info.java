/**
 * What the control plane asks of the data plane, beyond its policies.
 *
 * <p>Owns the shape of the commands. Does not own how they travel ({@code runtime.command}) or who
 * carries them out ({@code stream.hub}, {@code recorder.follow}). Pure.
 */
@NullMarked
package dev.weir.contract.command;

import org.jspecify.annotations.NullMarked;
