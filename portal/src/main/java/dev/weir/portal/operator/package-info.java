/**
 * The operator's console: what the platform's staff sees of tenants, and does to them.
 *
 * <p>Owns the list of all tenants, their making, suspension and return. Does not own what a tenant
 * consists of, or who is staff ({@code portal.account}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.operator;

import org.jspecify.annotations.NullMarked;
