/** Tickets on several gateways. */
@NullMarked
package dev.weir.gateway.ticket;

import org.jspecify.annotations.NullMarked;
