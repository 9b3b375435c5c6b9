/**
 * The watch page, and the same page without its frame for embedding.
 *
 * <p>Owns the page, its scripts and styles, the vendored players and how they are cached. Does not
 * own who may see it ({@code gateway.access}). The files are read once, at the start; after that
 * any thread may serve them.
 */
@NullMarked
package dev.weir.gateway.player;

import org.jspecify.annotations.NullMarked;
