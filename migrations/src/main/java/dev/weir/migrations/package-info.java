/**
 * The schema of the control plane's database, and the way from any earlier version of it to this
 * one.
 *
 * <p>Owns the tables, the roles that work on them and the policies that keep tenants apart. Does
 * not own queries (the portal's stores do). Runs at start-up on the caller's thread, and blocks it.
 */
@NullMarked
package dev.weir.migrations;

import org.jspecify.annotations.NullMarked;
