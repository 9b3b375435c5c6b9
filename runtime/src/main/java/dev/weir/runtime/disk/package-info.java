/**
 * Small files that are whole or absent, and that their owner alone can read.
 *
 * <p>Owns atomic replacement and file modes. Does not own what is in the files. Blocks.
 */
@NullMarked
package dev.weir.runtime.disk;

import org.jspecify.annotations.NullMarked;
