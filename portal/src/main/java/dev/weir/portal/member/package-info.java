/**
 * Who works for a tenant, in which role, and how somebody comes to.
 *
 * <p>Owns memberships after the first, invitations and their pages. Does not own what a role may do
 * ({@code portal.identity}) or how somebody proves to be a person ({@code portal.account}). Runs on
 * the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.member;

import org.jspecify.annotations.NullMarked;
