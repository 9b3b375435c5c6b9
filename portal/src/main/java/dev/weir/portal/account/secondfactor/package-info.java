/**
 * The second step of a sign-in: codes of an authenticator app (RFC 6238), and recovery codes for
 * who has lost it.
 *
 * <p>Owns secrets, codes and sign-ins that wait for one. Does not own passwords or pages ({@code
 * portal.account}). For virtual threads; {@code Totp} is pure.
 */
@NullMarked
package dev.weir.portal.account.secondfactor;

import org.jspecify.annotations.NullMarked;
