package dev.weir.portal.domain.certificate;

import java.time.Instant;
import java.util.Locale;

/**
 * A certificate as pages show it. Public for the templates.
 *
 * @param names in words
 * @param from ISO 8601
 * @param until ISO 8601
 * @param state end of the message key that says how it stands
 * @param daysLeft whole days that are left
 * @param alone whether nothing leads from it to its issuer
 * @param storedAt ISO 8601
 */
public record CertificateView(
    String subject,
    String names,
    String issuer,
    String from,
    String until,
    String state,
    long daysLeft,
    String fingerprint,
    String keyKind,
    boolean alone,
    String storedAt,
    String storedBy) {

  static CertificateView of(Certificate certificate, Instant now) {
    return new CertificateView(
        certificate.subject(),
        String.join(", ", certificate.names()),
        certificate.issuer(),
        certificate.from().toString(),
        certificate.until().toString(),
        state(certificate.until(), now),
        Certificate.daysLeft(certificate.until(), now),
        certificate.fingerprint(),
        certificate.keyKind(),
        certificate.certificates() == 1 && !certificate.issuer().equals(certificate.subject()),
        certificate.storedAt().toString(),
        certificate.storedBy());
  }

  /** For the badge. */
  public String kind() {
    return switch (state) {
      case "good" -> "good";
      case "ended" -> "bad";
      default -> "warn";
    };
  }

  /** End of the message key that says how one stands that ends at a moment. */
  static String state(Instant until, Instant now) {
    return Certificate.state(until, now).name().toLowerCase(Locale.ROOT);
  }
}
