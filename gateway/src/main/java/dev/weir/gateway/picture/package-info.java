/**
 * The newest picture of a stream, for whoever may watch it.
 *
 * <p>Owns the answer and its caching, and finding the picture where it was taken: in this process,
 * or at the stream's owner. Does not own who may see it ({@code gateway.access}) nor the pictures
 * ({@code stream.picture}). Any event loop.
 */
@NullMarked
package dev.weir.gateway.picture;

import org.jspecify.annotations.NullMarked;
