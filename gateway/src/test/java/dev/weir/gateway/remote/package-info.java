/** Endpoints that answer, refuse, fall silent and lie. */
@NullMarked
package dev.weir.gateway.remote;

import org.jspecify.annotations.NullMarked;
