/** Tests of watermarks' images. */
@NullMarked
package dev.weir.transcoder.watermark;

import org.jspecify.annotations.NullMarked;
