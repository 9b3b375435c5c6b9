/**
 * New passwords: by a link in a mail for who has forgotten the old one, in the account for who has
 * not.
 *
 * <p>Owns password links and these pages. Does not own hashing or the rules for passwords ({@code
 * portal.account}). For virtual threads.
 */
@NullMarked
package dev.weir.portal.account.password;

import org.jspecify.annotations.NullMarked;
