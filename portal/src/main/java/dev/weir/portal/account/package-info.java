/**
 * People proving who they are, and the sessions that remember it.
 *
 * <p>Owns passwords, sign-in and its throttling, sessions from their start to their end, and the
 * gate that routes stand behind. Does not own what a role may do, or how pages look ({@code
 * portal.web}). Runs on the portal's virtual threads; password hashing on a small pool of its own.
 */
@NullMarked
package dev.weir.portal.account;

import org.jspecify.annotations.NullMarked;
