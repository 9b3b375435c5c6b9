package dev.weir.testkit.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate that was issued.
 *
 * @param certificate itself
 * @param issuer of the authority that issued it
 * @param key its private key
 */
public record Issued(X509Certificate certificate, X509Certificate issuer, PrivateKey key) {

  /** The certificate and its issuer's, in PEM. */
  public String chain() {
    return Pem.of(certificate) + Pem.of(issuer);
  }

  /** The private key, PKCS #8 in PEM. */
  public String keyPem() {
    return Pem.of("PRIVATE KEY", key.getEncoded());
  }
}
