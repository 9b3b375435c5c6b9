/** A tenant's quota on several gateways. */
@NullMarked
package dev.weir.gateway.quota;

import org.jspecify.annotations.NullMarked;
