package dev.weir.portal.domain;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import java.util.List;
import java.util.Optional;

/**
 * One tenant's domains as they are now. Whatever is not found here does not exist for the tenant,
 * whoever else has it.
 *
 * @param policies by name
 */
public record TenantDomains(List<DomainPolicy> policies) {

  /** Copies the list. */
  public TenantDomains {
    policies = List.copyOf(policies);
  }

  /** Domains that take publishers. */
  public List<DomainPolicy> pushDomains() {
    return policies.stream().filter(policy -> policy.push().isPresent()).toList();
  }

  /** Domains that serve viewers. */
  public List<DomainPolicy> playDomains() {
    return policies.stream().filter(policy -> policy.play().isPresent()).toList();
  }

  /** The push domain of this name that has this app. */
  public Optional<DomainPolicy> push(DomainName name, AppName app) {
    return pushDomains().stream()
        .filter(policy -> policy.domain().equals(name))
        .filter(policy -> policy.push().orElseThrow().apps().contains(app))
        .findFirst();
  }

  /** Where the streams of a push domain are played: under its own name, if it serves viewers. */
  public Optional<DomainPolicy> playFor(DomainName pushDomain) {
    List<DomainPolicy> paired =
        playDomains().stream()
            .filter(policy -> policy.play().orElseThrow().pushDomain().equals(pushDomain))
            .toList();
    return paired.stream()
        .filter(policy -> policy.domain().equals(pushDomain))
        .findFirst()
        .or(() -> paired.stream().findFirst());
  }
}
