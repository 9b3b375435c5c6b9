/** Tests of {@code gateway.flv} over real sockets. */
@NullMarked
package dev.weir.gateway.flv;

import org.jspecify.annotations.NullMarked;
