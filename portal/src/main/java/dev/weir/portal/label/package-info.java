/**
 * Labels: what a tenant says about a stream in words of its own, as up to ten keys with values.
 *
 * <p>Owns their rules and their store. Does not own streams, which need not be live to have labels.
 * Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.label;

import org.jspecify.annotations.NullMarked;
