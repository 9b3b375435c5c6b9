/**
 * Long lists, newest first: how far down a page begins, and what a list is narrowed by.
 *
 * <p>Owns the form that both have in addresses, and what of it is not taken. Does not own what is
 * listed. Values; thread-safe.
 */
@NullMarked
package dev.weir.portal.listing;

import org.jspecify.annotations.NullMarked;
