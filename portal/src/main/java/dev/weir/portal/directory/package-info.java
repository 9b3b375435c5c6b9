/**
 * The control plane's voice towards the data plane: every domain's policy and certificate,
 * published to Redis.
 *
 * <p>Owns when they are published: all at the start, one after its change, all again from time to
 * time, since Redis may come back empty. Does not own them ({@code portal.domain}) or their form on
 * the wire ({@code runtime.policy}, {@code runtime.tls}). Runs on virtual threads.
 */
@NullMarked
package dev.weir.portal.directory;

import org.jspecify.annotations.NullMarked;
