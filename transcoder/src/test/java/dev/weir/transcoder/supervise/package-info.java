/** Tests of jobs. */
@NullMarked
package dev.weir.transcoder.supervise;

import org.jspecify.annotations.NullMarked;
