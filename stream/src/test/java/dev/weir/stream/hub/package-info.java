/** Tests of the hub. */
@NullMarked
package dev.weir.stream.hub;

import org.jspecify.annotations.NullMarked;
