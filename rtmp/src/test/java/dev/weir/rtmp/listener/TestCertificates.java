package dev.weir.rtmp.listener;

import dev.weir.runtime.tls.CertificateReader;
import dev.weir.runtime.tls.FlawedCertificateException;
import dev.weir.runtime.tls.KeyedCertificate;
import dev.weir.runtime.tls.ServerTls;
import dev.weir.testkit.tls.Issued;
import dev.weir.testkit.tls.TestAuthority;
import java.util.HashMap;
import java.util.Map;

/** Certificates of several names. */
final class TestCertificates {

  private static final TestAuthority AUTHORITY = TestAuthority.named("Test authority");

  private TestCertificates() {}

  /** TLS with a certificate for each name, and that of {@code fallback} for all others. */
  static ServerTls of(String fallback, String... names) throws FlawedCertificateException {
    ServerTls tls = ServerTls.of(issue(fallback));
    Map<String, KeyedCertificate> byName = new HashMap<>();
    for (String name : names) {
      byName.put(name, issue(name));
    }
    tls.present(byName);
    return tls;
  }

  static KeyedCertificate issue(String name) throws FlawedCertificateException {
    Issued issued = AUTHORITY.issue(name);
    return CertificateReader.read(issued.chain(), issued.keyPem());
  }
}
