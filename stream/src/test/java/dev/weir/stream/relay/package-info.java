/** Changes as they are told between nodes. */
@NullMarked
package dev.weir.stream.relay;

import org.jspecify.annotations.NullMarked;
