/**
 * The hardened front that every HTTP listener wears.
 *
 * <p>Owns limits, deadlines, the refusal of hostile requests, request ids, the client's address
 * behind proxies, the form of a refusal, cutting a peer that does not read, and the short way of
 * requests that differ from an earlier one in their target alone. Does not own routes or what they
 * answer. Everything runs on the connection's event loop. Implements RFC 9110, 9112 and 9113 where
 * they leave a choice to the server.
 */
@NullMarked
package dev.weir.runtime.http;

import org.jspecify.annotations.NullMarked;
