/**
 * Who acts: a person, a program, the command line or the platform itself, for which tenant, and
 * what is allowed there.
 *
 * <p>Owns these names, roles and permissions. Does not own how somebody proves to be one ({@code
 * portal.account}, {@code portal.api}), or what a permission opens. Pure.
 */
@NullMarked
package dev.weir.portal.identity;

import org.jspecify.annotations.NullMarked;
