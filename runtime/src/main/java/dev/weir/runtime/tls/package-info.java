/**
 * What listeners speak TLS with, and the certificate that serves until a domain has its own.
 *
 * <p>Owns the engine, the self-signed certificate, its key file and its renewal. Does not own
 * certificates of domains. Blocks on the disk: for the starting thread.
 */
@NullMarked
package dev.weir.runtime.tls;

import org.jspecify.annotations.NullMarked;
