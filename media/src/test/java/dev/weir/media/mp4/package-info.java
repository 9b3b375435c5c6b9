/** Tests of the index of MP4 files. */
@NullMarked
package dev.weir.media.mp4;

import org.jspecify.annotations.NullMarked;
