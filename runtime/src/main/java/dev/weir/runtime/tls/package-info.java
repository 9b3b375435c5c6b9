/**
 * What listeners speak TLS with: certificates of domains by the name that a client asks for, and
 * one that serves where there is none.
 *
 * <p>Owns the engine, how certificates and keys are read and presented, their way to every node,
 * and the self-signed certificate with its renewal. Does not own where certificates are put in
 * ({@code portal.domain.certificate}). Reading blocks; presenting happens on any thread.
 */
@NullMarked
package dev.weir.runtime.tls;

import org.jspecify.annotations.NullMarked;
