/**
 * Making an account for oneself, and a tenant with it.
 *
 * <p>Owns sign-ups that wait for the proof of their address. Does not own invitations into a tenant
 * that is there already, or people ({@code portal.account}). For virtual threads.
 */
@NullMarked
package dev.weir.portal.account.signup;

import org.jspecify.annotations.NullMarked;
