/** Tests of time shift, from an encoder's tags to slices and hours in a store. */
@NullMarked
package dev.weir.recorder.shift;

import org.jspecify.annotations.NullMarked;
