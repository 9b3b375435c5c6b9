package dev.weir.rtmp.listener;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that sign themselves, the first one the default. */
final class TestCertificates {

  private TestCertificates() {}

  static PemKeyCertOptions of(String... names) throws Exception {
    PemKeyCertOptions options = new PemKeyCertOptions();
    for (String name : names) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      options.addKeyValue(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      options.addCertValue(pem("CERTIFICATE", certificate(name, pair).getEncoded()));
    }
    return options;
  }

  private static X509Certificate certificate(String name, KeyPair pair) throws Exception {
    X500Name subject = new X500Name("CN=" + name);
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            BigInteger.ONE,
            Date.from(noon),
            Date.from(noon.plus(36_500, ChronoUnit.DAYS)),
            subject,
            pair.getPublic());
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, name));
    builder.addExtension(Extension.subjectAlternativeName, false, names);
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }

  private static Buffer pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Buffer.buffer(
        "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }
}
