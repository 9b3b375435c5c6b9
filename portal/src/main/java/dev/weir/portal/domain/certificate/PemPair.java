package dev.weir.portal.domain.certificate;

import dev.weir.runtime.tls.KeyedCertificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A chain and its key in PEM, in the one form in which they are stored: written anew from what was
 * read, so that nothing else of a text that was typed is kept.
 *
 * @param chain certificates
 * @param key private key, PKCS #8
 */
record PemPair(String chain, String key) {

  private static final int LINE = 64;

  static PemPair of(KeyedCertificate keyed) {
    StringBuilder chain = new StringBuilder();
    try {
      for (X509Certificate certificate : keyed.chain()) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("it was read a moment ago", impossible);
    }
    return new PemPair(chain.toString(), pem("PRIVATE KEY", keyed.key().getEncoded()));
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  @Override
  public String toString() {
    return "PemPair[…]";
  }
}
