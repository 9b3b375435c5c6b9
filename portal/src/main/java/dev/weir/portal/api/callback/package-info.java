/**
 * Callbacks over the API.
 *
 * <p>Owns how endpoints, their events and attempts are told and changed in JSON. Does not own what
 * an endpoint is or may be ({@code portal.callback}). Runs on the request's virtual thread.
 */
@NullMarked
package dev.weir.portal.api.callback;

import org.jspecify.annotations.NullMarked;
