/**
 * The tenant's own say: its endpoint is asked whether a viewer may watch.
 *
 * <p>Owns the question and its signature, how long answers are remembered and by what, that an
 * endpoint which is away is left alone, and that a tenant's URL never makes this machine speak to
 * its neighbours. Does not own when it is asked ({@code gateway.access}). {@code
 * docs/remote-authorization.md} is what tenants read. Thread-safe; futures complete on the caller's
 * Vert.x context.
 */
@NullMarked
package dev.weir.gateway.remote;

import org.jspecify.annotations.NullMarked;
