package dev.weir.portal.directory;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.PolicyChanges;
import dev.weir.runtime.policy.PolicyPublisher;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes policies as they are committed. A failure is logged and not thrown: the change stands
 * in the database, and the next round publishes it. For virtual threads.
 */
public final class PolicyDesk implements PolicyChanges {

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
    } catch (Exception failed) {
      LOG.warn("event=portal.policies.unpublished cause={}", String.valueOf(failed));
      return false;
    }
  }

  /**
   * Publishes what became of a domain, its end included, and of those that play its streams;
   * whether it worked.
   */
  @Override
  public boolean publish(TenantId tenant, DomainName domain) {
    try {
      List<DomainPolicy> policies = domains.around(domain);
      for (DomainPolicy policy : policies) {
        publisher.publish(policy).await();
      }
      // The name may be another tenant's, who has proven it; it is taken away when it is nobody's.
      if (policies.stream().noneMatch(policy -> policy.domain().equals(domain))) {
        publisher.remove(domain).await();
      }
      return true;
    } catch (Exception failed) {
      LOG.warn(
          "event=portal.policy.unpublished tenant={} domain={} cause={}",
          tenant,
          domain,
          String.valueOf(failed));
      return false;
    }
  }
}
