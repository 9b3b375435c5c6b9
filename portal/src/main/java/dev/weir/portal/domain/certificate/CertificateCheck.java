package dev.weir.portal.domain.certificate;

import dev.weir.contract.identity.DomainName;
import dev.weir.runtime.tls.CertificateReader;
import dev.weir.runtime.tls.FlawedCertificateException;
import dev.weir.runtime.tls.KeyedCertificate;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What is taken as a certificate of a domain, and what it says of itself. Pure. */
final class CertificateCheck {

  /** Kinds of alternative names (RFC 5280, 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  private CertificateCheck() {}

  /** A chain and a key that fit, or what is wrong. */
  sealed interface Result {

    /** They may be stored. */
    record Fit(KeyedCertificate certificate) implements Result {}

    /** They may not. */
    record Unfit(CertificateProblem problem) implements Result {}
  }

  static Result judge(DomainName domain, String chain, String key, Instant now) {
    try {
      KeyedCertificate read = CertificateReader.read(chain, key);
      X509Certificate leaf = read.leaf();
      if (names(leaf).stream().noneMatch(name -> covers(name, domain.value()))) {
        return new Result.Unfit(CertificateProblem.NAME_MISSING);
      }
      return now.isBefore(leaf.getNotAfter().toInstant())
          ? new Result.Fit(read)
          : new Result.Unfit(CertificateProblem.EXPIRED);
    } catch (FlawedCertificateException flawed) {
      return new Result.Unfit(CertificateProblem.of(flawed.flaw()));
    }
  }

  static Certificate describe(KeyedCertificate keyed, Instant now, String by) {
    X509Certificate leaf = keyed.leaf();
    return new Certificate(
        0,
        leaf.getSubjectX500Principal().getName(),
        names(leaf),
        leaf.getIssuerX500Principal().getName(),
        leaf.getNotBefore().toInstant(),
        leaf.getNotAfter().toInstant(),
        fingerprint(leaf),
        kind(keyed),
        keyed.chain().size(),
        now,
        by);
  }

  /** A wildcard stands for the whole of the first label and nothing more (RFC 6125, 6.4.3). */
  static boolean covers(String name, String domain) {
    String known = name.toLowerCase(Locale.ROOT);
    if (!known.startsWith("*.")) {
      return known.equals(domain);
    }
    int dot = domain.indexOf('.');
    return dot > 0 && domain.substring(dot).equals(known.substring(1));
  }

  /** Host names and addresses; clients look at nothing else (RFC 9525, 2). */
  private static List<String> names(X509Certificate leaf) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
      for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (name.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == IP_ADDRESS)) {
          names.add(String.valueOf(name.get(1)));
        }
      }
    } catch (CertificateParsingException malformed) {
      return List.of();
    }
    return names;
  }

  private static String kind(KeyedCertificate keyed) {
    return switch (keyed.key()) {
      case RSAKey rsa -> "RSA " + rsa.getModulus().bitLength();
      case ECKey ec -> "EC P-" + ec.getParams().getCurve().getField().getFieldSize();
      default -> keyed.key().getAlgorithm();
    };
  }

  private static String fingerprint(X509Certificate leaf) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
