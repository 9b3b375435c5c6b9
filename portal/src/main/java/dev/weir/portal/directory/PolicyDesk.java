package dev.weir.portal.directory;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.DomainStore;
import dev.weir.runtime.policy.PolicyPublisher;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes policies as they are committed. A failure is logged and not thrown: the change stands
 * in the database, and the next round publishes it. For virtual threads.
 */
public final class PolicyDesk {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyDesk.class);

  private final DomainStore domains;
  private final PolicyPublisher publisher;

  /** Publishes the domains of this store. */
  public PolicyDesk(DomainStore domains, PolicyPublisher publisher) {
    this.domains = domains;
    this.publisher = publisher;
  }

  /** Publishes all domains of all tenants; whether it worked. */
  public boolean publishAll() {
    try {
      List<DomainPolicy> policies = domains.all();
      publisher.republishAll(policies).await();
      LOG.debug("event=portal.policies.published domains={}", policies.size());
      return true;
    } catch (RuntimeException failed) {
      LOG.warn("event=portal.policies.unpublished cause={}", String.valueOf(failed));
      return false;
    }
  }

  /** Publishes what became of one domain, its end included; whether it worked. */
  public boolean publish(TenantId tenant, DomainName domain) {
    try {
      Optional<DomainPolicy> policy =
          domains.of(tenant).policies().stream()
              .filter(candidate -> candidate.domain().equals(domain))
              .findFirst();
      if (policy.isPresent()) {
        publisher.publish(policy.get()).await();
      } else {
        publisher.remove(domain).await();
      }
      return true;
    } catch (RuntimeException failed) {
      LOG.warn(
          "event=portal.policy.unpublished domain={} cause={}", domain, String.valueOf(failed));
      return false;
    }
  }
}
