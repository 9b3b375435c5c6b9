/**
 * A domain's certificate for TLS, and what a play domain asks of the connections of its viewers.
 *
 * <p>Owns what is taken as a certificate, that its private key rests sealed and is never shown, the
 * pages of both, and that owners hear in time that one ends. Does not own how certificates are
 * presented ({@code runtime.tls}) or how they get there ({@code portal.directory}). Runs on the
 * portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.domain.certificate;

import org.jspecify.annotations.NullMarked;
