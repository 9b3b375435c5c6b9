/**
 * Who is at the portal: a person, the tenant that this person acts for, and in which role.
 *
 * <p>Owns these names. Does not own how a person proves to be one ({@code portal.account}) or what
 * a role may do. Pure.
 */
@NullMarked
package dev.weir.portal.identity;

import org.jspecify.annotations.NullMarked;
