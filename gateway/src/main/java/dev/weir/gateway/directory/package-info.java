/**
 * From the name that a viewer asked for to the rules of the tenant who owns it.
 *
 * <p>Owns which domain a connection speaks for, and what is said while no rules are known yet. Does
 * not own how policies arrive and rest ({@code runtime.policy}). Thread-safe, without locks.
 */
@NullMarked
package dev.weir.gateway.directory;

import org.jspecify.annotations.NullMarked;
