/**
 * How often each signing key and token key has let somebody in, and when last, so that a key which
 * nobody uses any more can be retired.
 *
 * <p>Owns the way from the doors through Redis: uses are counted in memory and told in batches,
 * beside the path of requests. Does not own keys or what is made of the numbers ({@code
 * portal.domain.key}). Thread-safe; futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.keyuse;

import org.jspecify.annotations.NullMarked;
