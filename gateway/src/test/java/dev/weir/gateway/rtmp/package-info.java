/** Tests of {@code gateway.rtmp} over real sockets. */
@NullMarked
package dev.weir.gateway.rtmp;

import org.jspecify.annotations.NullMarked;
