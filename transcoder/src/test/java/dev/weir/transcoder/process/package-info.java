/** Tests of processes. */
@NullMarked
package dev.weir.transcoder.process;

import org.jspecify.annotations.NullMarked;
