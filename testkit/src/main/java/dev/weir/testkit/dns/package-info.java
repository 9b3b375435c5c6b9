/**
 * A name server on loopback that says what a test tells it to.
 *
 * <p>Owns its zone and the few record types that Weir asks for (RFC 1035). Does not own any asking.
 * The server has one thread; its zone may be changed from any.
 */
@NullMarked
package dev.weir.testkit.dns;

import org.jspecify.annotations.NullMarked;
