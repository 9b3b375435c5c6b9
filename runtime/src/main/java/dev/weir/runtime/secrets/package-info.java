/**
 * Keys derived from the one root of secrets, and boxes sealed with them.
 *
 * <p>Owns {@code cluster.secret}, HKDF-SHA256 (RFC 5869) and authenticated encryption at rest
 * (AES-256-GCM). Does not own what is sealed. Blocks only when the secret's file is read or made.
 */
@NullMarked
package dev.weir.runtime.secrets;

import org.jspecify.annotations.NullMarked;
