/**
 * Who watches a tenant's streams, and whose viewing is ended.
 *
 * <p>Owns the revocations and their part in a domain's policy, and the question to the gateways who
 * watches. Does not own how gateways are asked ({@code runtime.audience}) or told ({@code
 * portal.directory}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.viewer;

import org.jspecify.annotations.NullMarked;
