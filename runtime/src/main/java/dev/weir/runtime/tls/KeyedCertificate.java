package dev.weir.runtime.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with its private key, parsed and ready to be presented. Immutable.
 *
 * @param chain the certificate itself first, then each with the one that signed it; not empty
 * @param key the private key of the first
 */
public record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {

  /** Copies the list. */
  public KeyedCertificate {
    chain = List.copyOf(chain);
  }

  /** The certificate itself. */
  public X509Certificate leaf() {
    return chain.getFirst();
  }

  @Override
  public String toString() {
    return "KeyedCertificate[" + leaf().getSubjectX500Principal() + "]";
  }
}
