/** Media that harms decoders, and whom it does not harm. */
@NullMarked
package dev.weir.transcoder.hostile;

import org.jspecify.annotations.NullMarked;
