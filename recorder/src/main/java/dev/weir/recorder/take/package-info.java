/**
 * A take: the media of one file to be, as it comes, on the node's own disk.
 *
 * <p>Owns how segments and their journal lie there, that whatever was kept can be read after a
 * crash, and how much room all takes have. Does not own when a take begins and ends ({@code
 * recorder.follow}) or what is made of it ({@code recorder.export}). A take is written by one
 * thread, and read by one after that; blocks.
 */
@NullMarked
package dev.weir.recorder.take;

import org.jspecify.annotations.NullMarked;
