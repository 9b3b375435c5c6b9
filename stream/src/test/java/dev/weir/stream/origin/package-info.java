/** The node port. */
@NullMarked
package dev.weir.stream.origin;

import org.jspecify.annotations.NullMarked;
