/**
 * Short-lived tokens that stand for an API key.
 *
 * <p>Owns making and reading them (JWT, RFC 7519), and the keys that sign them. Does not own API
 * keys. Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.api.token;

import org.jspecify.annotations.NullMarked;
