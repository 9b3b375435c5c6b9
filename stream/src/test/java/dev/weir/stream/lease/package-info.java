/** Tests of leases, against a real Redis. */
@NullMarked
package dev.weir.stream.lease;

import org.jspecify.annotations.NullMarked;
