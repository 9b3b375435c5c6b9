/**
 * A timeline as it goes from the node that cuts it to the nodes that show it.
 *
 * <p>Owns the frames, one file each, and their order: hello, what is held, then each change as it
 * comes, ended by a frame that makes it visible. Does not own what a change is ({@code
 * stream.timeline}) or how bytes travel ({@code stream.origin}). Pure.
 *
 * <p>The form is our own, version 1. A frame is {@code type:8 | length:32 | body}; integers are
 * big-endian. An unknown type is an error: nodes of one installation speak one version, and one
 * that hears another says so.
 */
@NullMarked
package dev.weir.stream.relay;

import org.jspecify.annotations.NullMarked;
