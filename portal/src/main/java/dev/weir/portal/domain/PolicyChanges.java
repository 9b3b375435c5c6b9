package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;

/** Is told of each domain whose policy changed, after the change was committed. Waits. */
@FunctionalInterface
public interface PolicyChanges {

  /** Brings what became of a domain, and of those that play it, to the data plane. */
  boolean publish(TenantId tenant, DomainName domain);
}
