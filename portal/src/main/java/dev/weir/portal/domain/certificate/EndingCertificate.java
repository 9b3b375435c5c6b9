package dev.weir.portal.domain.certificate;

import dev.weir.portal.domain.DomainPath;
import java.time.Instant;

/**
 * A certificate of which its tenant should know that it ends. Public for the template.
 *
 * @param domain whose it is
 * @param path the page where it is replaced
 * @param ended whether its time is over already
 * @param daysLeft whole days that are left
 */
public record EndingCertificate(String domain, String path, boolean ended, long daysLeft) {

  static EndingCertificate of(Certificates.Held held, Instant now) {
    Instant until = held.certificate().until();
    return new EndingCertificate(
        held.domain().value(),
        DomainPath.of(held.domain(), DomainPath.Part.CERTIFICATE),
        Certificate.state(until, now) == Certificate.State.ENDED,
        Certificate.daysLeft(until, now));
  }
}
