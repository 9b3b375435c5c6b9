package dev.weir.runtime.tls;

import static dev.weir.runtime.tls.CertificateFlaw.CHAIN_MISSING;
import static dev.weir.runtime.tls.CertificateFlaw.CHAIN_OF_AUTHORITY;
import static dev.weir.runtime.tls.CertificateFlaw.CHAIN_OUT_OF_ORDER;
import static dev.weir.runtime.tls.CertificateFlaw.CHAIN_TOO_LONG;
import static dev.weir.runtime.tls.CertificateFlaw.CHAIN_UNREADABLE;
import static dev.weir.runtime.tls.CertificateFlaw.KEY_MISMATCH;
import static dev.weir.runtime.tls.CertificateFlaw.KEY_UNFIT;
import static dev.weir.runtime.tls.CertificateFlaw.NOT_FOR_SERVERS;
import static dev.weir.runtime.tls.CertificateFlaw.SIGNATURE_WEAK;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;

/**
 * Certificates and keys in PEM (RFC 7468) to what can be presented. Whatever it returns, a
 * handshake can be made with; when a certificate is valid and for which names is not asked here.
 */
public final class CertificateReader {

  /** Longest text of a chain, and of a key, characters. */
  public static final int MAX_CHARS = 32 << 10;

  /** Most certificates of a chain. */
  public static final int MAX_CHAIN = 8;

  private static final int MIN_RSA_BITS = 2_048;

  /** A longer key makes each handshake slower, and nothing safer. */
  private static final int MAX_RSA_BITS = 4_096;

  private static final int P256_BITS = 256;
  private static final int P384_BITS = 384;

  /** {@code id-kp-serverAuth} and {@code anyExtendedKeyUsage} (RFC 5280, 4.2.1.12). */
  private static final List<String> FOR_SERVERS = List.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  private static final byte[] SAMPLE = {'w', 'e', 'i', 'r'};

  private CertificateReader() {}

  /**
   * Reads both.
   *
   * @param chain certificates, the domain's own first; text between them is passed over
   * @param key private key: PKCS #8, or as OpenSSL writes RSA and EC keys
   */
  public static KeyedCertificate read(String chain, String key) throws FlawedCertificateException {
    List<X509Certificate> certificates = certificates(chain);
    PrivateKey secret = PrivateKeyReader.read(key);
    X509Certificate leaf = certificates.getFirst();
    require(fits(leaf.getPublicKey()) && fits(secret), KEY_UNFIT);
    require(belongs(secret, leaf.getPublicKey()), KEY_MISMATCH);
    require(leaf.getBasicConstraints() < 0 || selfSigned(leaf), CHAIN_OF_AUTHORITY);
    require(forServers(leaf), NOT_FOR_SERVERS);
    String algorithm = leaf.getSigAlgName().toUpperCase(Locale.ROOT);
    require(!algorithm.startsWith("SHA1") && !algorithm.startsWith("MD"), SIGNATURE_WEAK);
    for (int i = 0; i + 1 < certificates.size(); i++) {
      require(signed(certificates.get(i), certificates.get(i + 1)), CHAIN_OUT_OF_ORDER);
    }
    return new KeyedCertificate(certificates, secret);
  }

  private static List<X509Certificate> certificates(String pem) throws FlawedCertificateException {
    require(pem.length() <= MAX_CHARS, CHAIN_TOO_LONG);
    List<X509Certificate> chain = new ArrayList<>();
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        if (block instanceof X509CertificateHolder holder) {
          chain.add(converter.getCertificate(holder));
        }
      }
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | IllegalStateException unreadable) {
      throw new FlawedCertificateException(CHAIN_UNREADABLE);
    }
    require(!chain.isEmpty(), CHAIN_MISSING);
    require(chain.size() <= MAX_CHAIN, CHAIN_TOO_LONG);
    return chain;
  }

  private static boolean fits(Object key) {
    return switch (key) {
      case RSAKey rsa -> {
        int bits = rsa.getModulus().bitLength();
        yield bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
      }
      case ECKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        yield bits == P256_BITS || bits == P384_BITS;
      }
      default -> false;
    };
  }

  /** What one signs, the other verifies. */
  private static boolean belongs(PrivateKey key, PublicKey other) {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(SAMPLE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(other);
      verifier.update(SAMPLE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private static boolean forServers(X509Certificate leaf) {
    try {
      List<String> usages = leaf.getExtendedKeyUsage();
      return usages == null || usages.stream().anyMatch(FOR_SERVERS::contains);
    } catch (CertificateParsingException malformed) {
      return false;
    }
  }

  private static boolean selfSigned(X509Certificate certificate) {
    return signed(certificate, certificate);
  }

  private static boolean signed(X509Certificate certificate, X509Certificate by) {
    if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private static void require(boolean holds, CertificateFlaw otherwise)
      throws FlawedCertificateException {
    if (!holds) {
      throw new FlawedCertificateException(otherwise);
    }
  }
}
