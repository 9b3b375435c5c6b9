/** Tests of recordings, from an encoder's tags to objects in a store. */
@NullMarked
package dev.weir.recorder.follow;

import org.jspecify.annotations.NullMarked;
