/**
 * The keys that programs work with instead of people.
 *
 * <p>Owns their making, their hashes, their revocation and their pages. Does not own the gate that
 * asks for them ({@code portal.api}), or what a permission opens. Runs on the portal's virtual
 * threads.
 */
@NullMarked
package dev.weir.portal.apikey;

import org.jspecify.annotations.NullMarked;
