/**
 * What people do to streams: end one now, block one, let it be published again.
 *
 * <p>Owns the block list and its part in a domain's policy, and the order of things when a stream
 * is ended. Does not own how nodes are told ({@code runtime.command}, {@code portal.directory}).
 * Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.control;

import org.jspecify.annotations.NullMarked;
