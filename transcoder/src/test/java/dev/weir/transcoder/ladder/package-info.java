/** Tests of ladders. */
@NullMarked
package dev.weir.transcoder.ladder;

import org.jspecify.annotations.NullMarked;
