/**
 * Two tenants side by side, each with rows in every table, and walks that try to see one from the
 * other.
 *
 * <p>Owns the rows ({@link dev.weir.portal.isolation.TenantFixtures}: each feature adds those of
 * its tables) and the walks, over all tables and over all routes. Does not own what a role may do.
 * Runs on the test's thread.
 */
@NullMarked
package dev.weir.portal.isolation;

import org.jspecify.annotations.NullMarked;
