/**
 * The images of watermarks on this node: fetched from the store once, and kept by what they are.
 *
 * <p>Owns the folder in which they are kept, and that each one is what its digest says. Does not
 * own where in a frame they stand ({@code transcoder.ladder}), or what an image may be ({@code
 * portal.watermark}). Thread-safe; whoever asks may wait for the store.
 */
@NullMarked
package dev.weir.transcoder.watermark;

import org.jspecify.annotations.NullMarked;
