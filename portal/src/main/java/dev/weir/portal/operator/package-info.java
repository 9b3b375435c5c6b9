/**
 * The operator's console: what the platform's staff sees of tenants, and does to them.
 *
 * <p>Owns the list of all tenants, their making, suspension, deletion and return, and the pages
 * about quotas, nodes and the platform's settings. Does not own what a tenant consists of, quotas
 * ({@code portal.quota}), settings ({@code portal.platform}), or who is staff ({@code
 * portal.account}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.operator;

import org.jspecify.annotations.NullMarked;
