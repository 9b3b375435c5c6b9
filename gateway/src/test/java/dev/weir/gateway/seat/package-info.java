/** Places on several gateways. */
@NullMarked
package dev.weir.gateway.seat;

import org.jspecify.annotations.NullMarked;
