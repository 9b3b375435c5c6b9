/**
 * The newest picture of each live stream of this node, as a file that browsers show.
 *
 * <p>Owns what a picture is and the table of the newest ones. Does not own when and how pictures
 * are made ({@code transcoder.snapshot}), nor who may see them ({@code gateway.picture}). Any
 * thread.
 */
@NullMarked
package dev.weir.stream.picture;

import org.jspecify.annotations.NullMarked;
