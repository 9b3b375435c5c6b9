/**
 * Everybody at every door: each role, each set of scopes, the platform's staff and strangers ask
 * for each route over HTTP, and get what {@code docs/roles.md} says.
 *
 * <p>Owns the reading of that document, who asks, and the walks over the table of routes and over
 * what pages offer. Does not own the rows of other tenants ({@code portal.isolation}). Runs on the
 * test's thread.
 */
@NullMarked
package dev.weir.portal.role;

import org.jspecify.annotations.NullMarked;
