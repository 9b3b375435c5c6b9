package dev.weir.testkit.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates for servers, as a public one would. */
public final class TestAuthority {

  private static final Duration BACKDATED = Duration.ofDays(1);
  private static final Duration LIFETIME = Duration.ofDays(90);

  private final X500Name name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestAuthority(X500Name name, KeyPair keys, X509Certificate certificate) {
    this.name = name;
    this.keys = keys;
    this.certificate = certificate;
  }

  /** One of that name, which signs its own certificate. */
  public static TestAuthority named(String name) {
    KeyPair keys = elliptic("secp256r1");
    X500Name subject = new X500Name("CN=" + name);
    return new TestAuthority(subject, keys, ofAuthority(subject, keys));
  }

  /** Its own certificate, for those who trust it. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** For these host names, for 90 days from yesterday on, with a key on P-256. */
  public Issued issue(String... names) {
    return issue(elliptic("secp256r1"), names);
  }

  /** The same with a key of one's own. */
  public Issued issue(KeyPair pair, String... names) {
    return issue(pair, Instant.now().plus(LIFETIME), names);
  }

  /** The same until another end. */
  public Issued issue(KeyPair pair, Instant until, String... names) {
    GeneralName[] alternatives =
        Arrays.stream(names)
            .map(host -> new GeneralName(GeneralName.dNSName, host))
            .toArray(GeneralName[]::new);
    try {
      JcaX509v3CertificateBuilder builder =
          builder(name, until, new X500Name("CN=" + names[0]), pair);
      builder
          .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives))
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      return new Issued(sign(builder, keys), certificate, pair.getPrivate());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A key on a curve. */
  public static KeyPair elliptic(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An RSA key of so many bits. */
  public static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static X509Certificate ofAuthority(X500Name name, KeyPair keys) {
    try {
      JcaX509v3CertificateBuilder builder = builder(name, Instant.now().plus(LIFETIME), name, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      return sign(builder, keys);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, Instant until, X500Name subject, KeyPair pair) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, new SecureRandom()),
        Date.from(
            until.isAfter(Instant.now()) ? Instant.now().minus(BACKDATED) : until.minus(LIFETIME)),
        Date.from(until),
        subject,
        pair.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair by) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
