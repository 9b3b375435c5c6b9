/**
 * Playback tokens: JSON Web Tokens (RFC 7519, signed as RFC 7515 says) that a tenant makes for its
 * viewers.
 *
 * <p>Owns which claims count and what they mean, and that a key decides the algorithm. Does not own
 * where keys rest ({@code portal.domain}), or what holds beyond the token: addresses, users and
 * tickets are checked by whoever lets in ({@code gateway.access}). Thread-safe; nothing is waited
 * for, and the time is passed in.
 */
@NullMarked
package dev.weir.runtime.token;

import org.jspecify.annotations.NullMarked;
