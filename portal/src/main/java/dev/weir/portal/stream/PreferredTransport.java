package dev.weir.portal.stream;

import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.certificate.Certificates;
import java.util.Optional;

/**
 * Whether play addresses are https unless somebody asks for others. For virtual threads.
 *
 * @param certificates which domains have one that browsers accept
 * @param always whether they are whatever the domain has, since the portal is https and frames them
 */
public record PreferredTransport(Certificates certificates, boolean always) {

  /** Whether addresses of a play domain are. */
  public boolean secure(Optional<DomainPolicy> playDomain) {
    return always || playDomain.filter(this::accepted).isPresent();
  }

  private boolean accepted(DomainPolicy domain) {
    return domain.play().filter(play -> play.transport().forceHttps()).isPresent()
        || certificates.valid(domain.tenant(), domain.domain());
  }
}
