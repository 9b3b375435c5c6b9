/**
 * Going back in a live stream: playlists of its past that advance as time does or that are over,
 * their segments, and what there is to go back to.
 *
 * <p>Owns how times are asked for, what is listed of them, and how segments come from the store and
 * from the node that has them still, without holding up an event loop. Does not own who may watch
 * ({@code gateway.access}) or what slices are called ({@code stream.shift}). Answers are written on
 * virtual threads, one each.
 */
@NullMarked
package dev.weir.gateway.shift;

import org.jspecify.annotations.NullMarked;
