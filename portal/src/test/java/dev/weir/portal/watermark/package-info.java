/** Tests of watermarks. */
@NullMarked
package dev.weir.portal.watermark;

import org.jspecify.annotations.NullMarked;
