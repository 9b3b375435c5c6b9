/** Tests of the fan-out, and what the hub's tests share with them: loops and viewers by hand. */
@NullMarked
package dev.weir.stream.fanout;

import org.jspecify.annotations.NullMarked;
