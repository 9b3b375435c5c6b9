package dev.weir.runtime.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** The one private key of a text in PEM. */
final class PrivateKeyReader {

  private PrivateKeyReader() {}

  static PrivateKey read(String pem) throws FlawedCertificateException {
    if (pem.length() > CertificateReader.MAX_CHARS) {
      throw new FlawedCertificateException(CertificateFlaw.KEY_UNREADABLE);
    }
    List<PrivateKeyInfo> keys = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        switch (block) {
          case PrivateKeyInfo key -> keys.add(key);
          case PEMKeyPair pair -> keys.add(pair.getPrivateKeyInfo());
          case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
              throw new FlawedCertificateException(CertificateFlaw.KEY_ENCRYPTED);
          default -> {
            // A certificate, or the parameters of a curve, which the key names as well.
          }
        }
      }
      if (keys.size() != 1) {
        throw new FlawedCertificateException(CertificateFlaw.KEY_MISSING);
      }
      return new JcaPEMKeyConverter().getPrivateKey(keys.getFirst());
    } catch (IOException | IllegalArgumentException | IllegalStateException unreadable) {
      throw new FlawedCertificateException(CertificateFlaw.KEY_UNREADABLE);
    }
  }
}
